(function () {
  var have = {{ codes|tojson }}, wanted = navigator.languages || [navigator.language || ""];
  for (var i = 0; i < wanted.length; i++) for (var j = 0; j < have.length; j++)
    if (wanted[i].toLowerCase().split("-")[0] === have[j].toLowerCase().split("-")[0]) return location.replace(have[j] + "/index.html");
})();
