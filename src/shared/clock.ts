/** Milliseconds since the epoch, UTC. Time is an argument everywhere below `app.ts`, so a test can hold it still. */
export type Clock = () => number
