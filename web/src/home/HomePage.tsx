export function HomePage() {
  return <h1 className="sr-only">Manyhands</h1>;
}
