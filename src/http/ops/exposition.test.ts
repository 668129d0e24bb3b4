import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exposition } from './exposition.ts'

test('metrics are written with help, type, and labels whose text cannot break out', () => {
  const text = exposition([
    { name: 'a_total', help: 'What is counted.', type: 'counter', samples: [{ value: 3 }] },
    { name: 'b', help: 'Nothing.', type: 'gauge', samples: [] },
    {
      name: 'c',
      help: 'Times.',
      type: 'histogram',
      samples: [{ suffix: '_bucket', labels: { who: 'a"b\\c\nd', le: '+Inf' }, value: 0.5 }],
    },
  ])
  assert.equal(
    text,
    [
      '# HELP a_total What is counted.',
      '# TYPE a_total counter',
      'a_total 3',
      '# HELP c Times.',
      '# TYPE c histogram',
      String.raw`c_bucket{who="a\"b\\c\nd",le="+Inf"} 0.5`,
    ].join('\n'),
  )
})
