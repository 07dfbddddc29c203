import { Suspense } from "react";
import { Route, Switch } from "wouter";
import { HomePage } from "@/home/HomePage";
import { Frame } from "./Frame";
import { NotFound } from "./NotFound";
import { DesktopsPage, SessionPage, SettingsPage } from "./pages";

export function App() {
  return (
    <Suspense>
      <Switch>
        <Route path="/session/:id">{({ id }) => <SessionPage key={id} id={id} />}</Route>
        <Route>
          <Frame>
            <Suspense>
              <Switch>
                <Route path="/" component={HomePage} />
                <Route path="/desktops" component={DesktopsPage} />
                <Route path="/settings" component={SettingsPage} />
                <Route component={NotFound} />
              </Switch>
            </Suspense>
          </Frame>
        </Route>
      </Switch>
    </Suspense>
  );
}
