import { performance } from 'node:perf_hooks'
import type { Metric } from './exposition.ts'

const single = (name: string, help: string, type: Metric['type'], value: number): Metric => ({
  name,
  help,
  type,
  samples: [{ value }],
})

/** The process, under the names that Prometheus clients of Node use. */
export function processMetrics(): readonly Metric[] {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
  const { active, idle } = performance.eventLoopUtilization()
  return [
    single('process_cpu_user_seconds_total', 'CPU time spent in user mode.', 'counter', user / 1e6),
    single('process_cpu_system_seconds_total', 'CPU time spent in the kernel.', 'counter', system / 1e6),
    single('process_cpu_seconds_total', 'CPU time spent.', 'counter', (user + system) / 1e6),
    single('process_resident_memory_bytes', 'Resident memory.', 'gauge', rss),
    single('process_start_time_seconds', 'Start, in seconds since the epoch.', 'gauge', performance.timeOrigin / 1e3),
    single('nodejs_heap_size_used_bytes', 'Heap in use.', 'gauge', heapUsed),
    single('nodejs_heap_size_total_bytes', 'Heap reserved.', 'gauge', heapTotal),
    single('nodejs_external_memory_bytes', 'Memory outside of the heap.', 'gauge', external),
    single('nodejs_eventloop_active_seconds_total', 'Time in which the event loop worked.', 'counter', active / 1e3),
    single('nodejs_eventloop_idle_seconds_total', 'Time in which it waited.', 'counter', idle / 1e3),
    {
      name: 'nodejs_version_info',
      help: 'The runtime.',
      type: 'gauge',
      samples: [{ value: 1, labels: { version: process.version } }],
    },
  ]
}
