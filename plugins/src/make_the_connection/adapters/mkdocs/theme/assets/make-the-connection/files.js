// Files that a page loads when they are asked for, or hands to its reader: both work out of a folder too.
(function () {
  // A script of data, by its address.
  const load = address => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => { script.remove(); resolve(); };
    script.onerror = () => { script.remove(); reject(new Error(address)); };
    document.head.append(script);
  });

  function save(text, type, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // Lines of cells for a spreadsheet. As exports/crosswalk_csv.py it keeps it from calculating what a cell says.
  const harmless = text => (/^\s*[-=+@＝＋－＠']/.test(text) ? "'" + text : text);
  const cell = text => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const csv = lines => "\ufeff" + lines.map(line => line.map(text => cell(harmless(text))).join(",") + "\r\n").join("");

  window.mtcFiles = { load, save, csv };
})();
