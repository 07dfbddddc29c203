export function DesktopsPage() {
  return <h1 className="text-lg font-semibold">Desktops</h1>;
}
