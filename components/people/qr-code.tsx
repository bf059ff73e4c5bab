import type { QrCode } from '@/lib/formats/qr';

/** A QR code, always dark on light, since readers of such codes expect that in a dark room, too. */
export function QrPicture({ code, label }: { readonly code: QrCode; readonly label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      className="w-48 rounded-control border border-line"
      shapeRendering="crispEdges"
    >
      <rect width={code.size} height={code.size} fill="white" />
      <path d={code.path} fill="black" />
    </svg>
  );
}
