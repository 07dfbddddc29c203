export function SettingsPage() {
  return <h1 className="text-lg font-semibold">Settings</h1>;
}
