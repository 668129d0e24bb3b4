import { isRefusal } from './problem.ts'
import { signInAgain } from './reauthentication.ts'

/** Does what asks for a recent sign-in: when the server says that it was too long ago, after signing in once more. */
export async function freshly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isRefusal(error, 'sign_in_again')) throw error
    await signInAgain('confirm')
    return work()
  }
}
