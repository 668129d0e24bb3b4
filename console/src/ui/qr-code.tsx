import { encode } from 'uqr'
import classes from './qr-code.module.css'

/** A text for the camera of a phone. Dark on light in both themes, with the quiet zone that cameras need. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg className={classes.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path className={classes.paper} d={`M0 0h${size}v${size}H0z`} />
      <path className={classes.ink} d={modules.join('')} />
    </svg>
  )
}
