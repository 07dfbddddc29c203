export function Summary() {
  return <h2>Summary</h2>;
}
