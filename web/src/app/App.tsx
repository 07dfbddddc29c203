import { Route, Switch } from "wouter";
import { HomePage } from "@/home/HomePage";
import { DesktopsPage } from "@/machine/DesktopsPage";
import { SettingsPage } from "@/machine/SettingsPage";
import { SessionPage } from "@/session/SessionPage";
import { Frame } from "./Frame";
import { NotFound } from "./NotFound";

export function App() {
  return (
    <Switch>
      <Route path="/session/:id">{({ id }) => <SessionPage key={id} id={id} />}</Route>
      <Route>
        <Frame>
          <Switch>
            <Route path="/" component={HomePage} />
            <Route path="/desktops" component={DesktopsPage} />
            <Route path="/settings" component={SettingsPage} />
            <Route component={NotFound} />
          </Switch>
        </Frame>
      </Route>
    </Switch>
  );
}
