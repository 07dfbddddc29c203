import { Link } from "wouter";
import { useTitle } from "./title";
import { Button } from "@/ui/button";

export function NotFound() {
  useTitle("No such page");
  return (
    <main className="m-auto flex flex-col items-center gap-3 p-8 text-center">
      <h1 className="text-lg font-semibold">There is no such page</h1>
      <Button asChild>
        <Link href="/">To the start</Link>
      </Button>
    </main>
  );
}
