import { Suspense } from "react";
import { Route, Switch } from "wouter";
import { HomePage } from "@/home/HomePage";
import { Frame } from "./Frame";
import { Mishap } from "./Mishap";
import { NotFound } from "./NotFound";
import { DesktopPage, DesktopsPage, SessionPage, SettingsPage } from "./pages";
import { SignedOut } from "./SignedOut";
import { useSignedIn } from "./signedIn";

export function App() {
  const signedIn = useSignedIn();
  return (
    <Mishap>
      {signedIn ? (
        <Suspense>
          <Switch>
            <Route path="/session/:id">{({ id }) => <SessionPage key={id} id={id} />}</Route>
            <Route path="/desktops/:id">{({ id }) => <DesktopPage key={id} id={id} />}</Route>
            <Route>
              <Framed />
            </Route>
          </Switch>
        </Suspense>
      ) : (
        <Frame>
          <SignedOut />
        </Frame>
      )}
    </Mishap>
  );
}

function Framed() {
  return (
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
  );
}
