// Another event store on the same PostgreSQL: what it appends a second, as JSON.
//   node emmett.mjs URL CLIENTS STREAM SECONDS
import { randomUUID } from "node:crypto";
import { getPostgreSQLEventStore } from "@event-driven-io/emmett-postgresql";

const [url, clients, length, seconds] = process.argv.slice(2);
const store = getPostgreSQLEventStore(url);
await store.schema.migrate();

// As much as a declaration holds.
const declared = () => ({
  type: "Declared",
  data: {
    client_id: randomUUID(),
    requirement: "REQ-FIRE-001",
    ground: "object_not_used",
    absent: ["object:lift"],
    more: "x".repeat(400),
  },
});
const withEvents = (count) => Array.from({ length: count }, declared);

async function perSecond(work) {
  const began = performance.now();
  const end = began + 1000 * seconds;
  let done = 0;
  const client = async () => {
    for (; performance.now() < end; done++) await work();
  };
  await Promise.all(Array.from({ length: Number(clients) }, client));
  return (1000 * done) / (performance.now() - began);
}

const fresh = () =>
  store.appendToStream(`new-${randomUUID()}`, [declared()], {
    expectedStreamVersion: "STREAM_DOES_NOT_EXIST",
  });

// Enough that no stream is longer than a little more than asked.
const streams = Array.from({ length: 800 }, () => `long-${randomUUID()}`);
for (let some = 0; some < streams.length; some += 50) {
  const batch = streams.slice(some, some + 50);
  await Promise.all(
    batch.map((name) => store.appendToStream(name, withEvents(length - 1))),
  );
}
let next = 0;
const append = async () => {
  const name = streams[next++ % streams.length];
  const { currentStreamVersion } = await store.aggregateStream(name, {
    initialState: () => ({ events: 0 }),
    evolve: (state) => ({ events: state.events + 1 }),
  });
  await store.appendToStream(name, [declared()], {
    expectedStreamVersion: currentStreamVersion,
  });
};

await fresh();
const rates = { new: await perSecond(fresh), append: await perSecond(append) };
await store.close();
console.log(JSON.stringify(rates));
