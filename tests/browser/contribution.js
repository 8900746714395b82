// The checks of the form without a page: reads {scripts: paths, rules: {language: script}, type, drafts} as JSON, and writes
// for each draft {files, folder, findings: {language: [...]}}, or {error} where a check breaks.
const { readFileSync } = require("node:fs"), vm = require("node:vm");

const { scripts, rules, type, drafts } = JSON.parse(readFileSync(0, "utf8"));

function pageIn(language) {
  const page = vm.createContext({ TextDecoder, TextEncoder });
  vm.runInContext("globalThis.window = globalThis;", page);
  scripts.forEach(path => vm.runInContext(readFileSync(path, "utf8"), page, { filename: path }));
  vm.runInContext(rules[language], page);
  return page;
}

const pages = Object.fromEntries(Object.keys(rules).map(language => [language, pageIn(language)]));

function inPage(page, draft, call) {
  page.draft = JSON.stringify(draft);
  const text = vm.runInContext(`JSON.stringify(((answers, rules) => ${call})(JSON.parse(draft), mtcRules["${type}"]))`, page);
  return JSON.parse(text);
}

const of = draft => ({
  files: inPage(pages[Object.keys(pages)[0]], draft, "mtcContribution.files(answers, rules)"),
  folder: inPage(pages[Object.keys(pages)[0]], draft, "mtcContribution.folderName(answers.words[answers.original].title)"),
  findings: Object.fromEntries(Object.entries(pages).map(([language, page]) => [language, inPage(page, draft, "mtcContribution.check(answers, rules)")])),
});

process.stdout.write(JSON.stringify(drafts.map(draft => { try { return of(draft); } catch (error) { return { error: error.stack }; } })));
