// Reads documents on the first line, then a text a line; writes the rows found, best first.
import { createInterface } from "node:readline";

const [, , engine, wanted] = process.argv;

async function minisearch(documents) {
  const { default: MiniSearch } = await import("minisearch");
  const index = new MiniSearch({
    fields: ["name", "commune"],
    searchOptions: {
      boost: { name: 2 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 3 ? 0.25 : false),
      maxFuzzy: 2,
    },
  });
  index.addAll(documents.map(([name, commune], id) => ({ id, name, commune })));
  return (text) => index.search(text).slice(0, wanted).map((found) => found.id);
}

async function flexsearch(documents) {
  const { Index, Charset } = await import("flexsearch");
  const index = new Index({ tokenize: "forward", encoder: Charset.LatinAdvanced, resolution: 9 });
  documents.forEach(([name, commune], id) => index.add(id, `${name} ${commune}`));
  return (text) => index.search(text, { limit: Number(wanted), suggest: true });
}

let search;
for await (const line of createInterface({ input: process.stdin })) {
  const given = JSON.parse(line);
  if (search) {
    console.log(JSON.stringify(search(given)));
  } else {
    search = await (engine === "minisearch" ? minisearch : flexsearch)(given);
    console.log("[]");
  }
}
