/** People in line: the mark of Muster. */
export const BrandMark = ({ size = 26 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" fill="var(--mantine-color-petrol-7)" />
    <g fill="#fff">
      <circle cx="9.5" cy="10" r="2.6" />
      <circle cx="16" cy="10" r="2.6" />
      <circle cx="22.5" cy="10" r="2.6" />
      <rect x="6.9" y="15" width="5.2" height="9" rx="2.6" />
      <rect x="13.4" y="15" width="5.2" height="9" rx="2.6" fill="var(--mantine-color-petrol-3)" />
      <rect x="19.9" y="15" width="5.2" height="9" rx="2.6" />
    </g>
  </svg>
)
