// The search index without a page: reads {script, parts: {name: value}, asks} as JSON, and writes for each ask what `find` said of
// it, with the titles of all results, excerpts of the best, and the names of the parts that were loaded until it was found. It is one search that is asked, one after the other.
//   ask: {text, filters, more: number of times, before: a text that is looked for at the same time, excerpts: number}
const { readFileSync } = require("node:fs"), vm = require("node:vm");

const { script, parts, asks } = JSON.parse(readFileSync(0, "utf8"));
const page = vm.createContext({});
vm.runInContext(readFileSync(script, "utf8"), page, { filename: script });

let loaded;
const search = page.mtcSearchIndex(async (name, edition) => {
  if (name !== "index" && edition !== parts.index.edition) throw new Error(`${name} of ${edition}`);
  if (!(name in parts)) throw new Error(`no part ${name}`);
  loaded.push(name);
  return parts[name];
});

async function said({ text, filters, more = 0, before, excerpts = 1 }) {
  loaded = [];
  const overtaken = before === undefined ? undefined : search.find(before);
  let found = await search.find(text, { filters });
  for (let times = 0; times < more; times += 1) found = await search.more();
  const taken = loaded.slice();
  await search.titles(found.results);
  const best = found.results.length ? await search.excerpts(found.results[0], excerpts) : [];
  const { results, total, atMost, partial, missing, ignored, slips, facets, offered, early } = found;
  return { results, total, atMost, partial, missing, ignored, slips, facets, offered, early, loaded: taken, excerpts: best, overtaken: await overtaken };
}

(async () => {
  const answers = [];
  for (const ask of asks) answers.push(await said(ask).catch(error => ({ error: error.stack })));
  process.stdout.write(JSON.stringify(answers));
})();
