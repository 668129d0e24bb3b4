import { noteReachable } from './connection.ts'
import { ApiError, isRefusal, type Problem } from './problem.ts'
import { signInAgain } from './reauthentication.ts'

export type RequestOptions = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  readonly body?: unknown
  readonly mediaType?: string
  readonly signal?: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
  /** What a 401 means: the session ended and can be renewed on the spot (the default), or it is an answer like any other. */
  readonly on401?: 'signInAgain' | 'fail'
}

/**
 * Asks the server and answers its JSON. Throws `ApiError` and nothing else, except that an aborted request rejects as the
 * platform does. When the session ended, or is too old for what the request is to do, the person signs in over the open page
 * and the request is sent once more, so nothing typed is lost.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const answer = await send(path, options)
  if (answer.status === 401 && options.on401 !== 'fail') {
    await signInAgain()
    return read<T>(await send(path, options))
  }
  if (answer.status !== 403) return read<T>(answer)
  const refusal = await refusalIn(answer)
  if (!isRefusal(refusal, 'sign_in_again')) throw refusal
  // who decides not to sign in again is told what asked for it
  await signInAgain('confirm').catch(() => Promise.reject(refusal))
  return read<T>(await send(path, options))
}

/** A text that is no JSON, and the header that says where it goes on. Throws as {@link request} does. */
export async function requestText(path: string): Promise<{ readonly text: string; readonly link: string }> {
  let answer = await send(path, {})
  if (answer.status === 401) {
    await signInAgain()
    answer = await send(path, {})
  }
  if (!answer.ok) throw await refusalIn(answer)
  return { text: await answer.text(), link: answer.headers.get('link') ?? '' }
}

async function send(
  path: string,
  { method = 'GET', body, mediaType, signal, headers }: RequestOptions,
): Promise<Response> {
  try {
    const answer = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': mediaType ?? 'application/json' }),
        ...headers,
      },
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
    noteReachable(true)
    return answer
  } catch (error) {
    if (signal?.aborted === true) throw error
    noteReachable(false)
    throw new ApiError({ kind: 'unreachable' })
  }
}

async function read<T>(answer: Response): Promise<T> {
  const text = await answer.text()
  const json = parse(text)
  if (!answer.ok) throw new ApiError(refusalOf(answer.status, json))
  if (json === undefined && text !== '') throw new ApiError({ kind: 'unreadable', status: answer.status })
  // The shape is the API's promise: its contract compiles into both sides.
  return json as T
}

const refusalIn = async (answer: Response): Promise<ApiError> =>
  new ApiError(refusalOf(answer.status, parse(await answer.text())))

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Problem details of the admin API, or the error of SCIM (RFC 7644 §3.12), whose `scimType` stands for the code. */
function refusalOf(status: number, json: unknown): Problem {
  if (typeof json !== 'object' || json === null) return { kind: 'unreadable', status }
  const { code, scimType, detail, field } = json as Record<string, unknown>
  if (typeof detail !== 'string') return { kind: 'unreadable', status }
  const name = typeof code === 'string' ? code : typeof scimType === 'string' ? scimType : String(status)
  return { kind: 'refused', status, code: name, detail, ...(typeof field === 'string' ? { field } : {}) }
}
