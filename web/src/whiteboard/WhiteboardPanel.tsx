import { useSession } from "@/session/store";

export function WhiteboardPanel() {
  const tasks = useSession((fold) => fold.whiteboard.tasks());
  return (
    <section aria-label="Whiteboard" className="col-span-2 border-t">
      {tasks.map((task) => (
        <p key={task.id}>{task.description}</p>
      ))}
    </section>
  );
}
