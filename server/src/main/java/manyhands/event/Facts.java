package manyhands.event;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The table that gives each fact its name on the wire, which is also the name of the Socket.IO
/// event and the `type` of its JSON form.
@JacksonAnnotationsInside
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.SessionOpened.class, name = "session:created"),
  @JsonSubTypes.Type(value = Event.FilesGiven.class, name = "files:given"),
  @JsonSubTypes.Type(value = Event.PlanMade.class, name = "plan:made"),
  @JsonSubTypes.Type(value = Event.PlanChanged.class, name = "plan:changed"),
  @JsonSubTypes.Type(value = Event.TaskAdded.class, name = "task:created"),
  @JsonSubTypes.Type(value = Event.TaskAssigned.class, name = "task:assigned"),
  @JsonSubTypes.Type(value = Event.TaskClaimed.class, name = "task:claimed"),
  @JsonSubTypes.Type(value = Event.TaskChecked.class, name = "task:checked"),
  @JsonSubTypes.Type(value = Event.TaskCompleted.class, name = "task:completed"),
  @JsonSubTypes.Type(value = Event.TaskFailed.class, name = "task:failed"),
  @JsonSubTypes.Type(value = Event.TaskCancelled.class, name = "task:cancelled"),
  @JsonSubTypes.Type(value = Event.AgentStarted.class, name = "agent:started"),
  @JsonSubTypes.Type(value = Event.DesktopReady.class, name = "desktop:ready"),
  @JsonSubTypes.Type(value = Event.DesktopLost.class, name = "desktop:lost"),
  @JsonSubTypes.Type(value = Event.ModelAsked.class, name = "model:asked"),
  @JsonSubTypes.Type(value = Event.ModelAnswered.class, name = "agent:reasoning"),
  @JsonSubTypes.Type(value = Event.ActionIntended.class, name = "agent:thinking"),
  @JsonSubTypes.Type(value = Event.ActionPerformed.class, name = "action:performed"),
  @JsonSubTypes.Type(value = Event.ScreenSeen.class, name = "screen:seen"),
  @JsonSubTypes.Type(value = Event.ScreenZoomed.class, name = "screen:zoomed"),
  @JsonSubTypes.Type(value = Event.PictureGiven.class, name = "picture:given"),
  @JsonSubTypes.Type(value = Event.NoteAdded.class, name = "note:added"),
  @JsonSubTypes.Type(value = Event.AgentWaiting.class, name = "agent:waiting"),
  @JsonSubTypes.Type(value = Event.AgentStuck.class, name = "agent:stuck"),
  @JsonSubTypes.Type(value = Event.WarningRaised.class, name = "warning:raised"),
  @JsonSubTypes.Type(value = Event.BudgetReached.class, name = "budget:reached"),
  @JsonSubTypes.Type(value = Event.BudgetRaised.class, name = "budget:raised"),
  @JsonSubTypes.Type(value = Event.SeatTaken.class, name = "seat:taken"),
  @JsonSubTypes.Type(value = Event.SeatReturned.class, name = "seat:returned"),
  @JsonSubTypes.Type(value = Event.MessageSent.class, name = "message:sent"),
  @JsonSubTypes.Type(value = Event.ApprovalAsked.class, name = "approval:asked"),
  @JsonSubTypes.Type(value = Event.ApprovalAnswered.class, name = "approval:answered"),
  @JsonSubTypes.Type(value = Event.QuestionAsked.class, name = "question:asked"),
  @JsonSubTypes.Type(value = Event.QuestionAnswered.class, name = "question:answered"),
  @JsonSubTypes.Type(value = Event.ArtifactCollected.class, name = "artifact:collected"),
  @JsonSubTypes.Type(value = Event.SessionStarted.class, name = "session:started"),
  @JsonSubTypes.Type(value = Event.SessionPaused.class, name = "session:paused"),
  @JsonSubTypes.Type(value = Event.SessionResumed.class, name = "session:resumed"),
  @JsonSubTypes.Type(value = Event.SessionRecovered.class, name = "session:recovered"),
  @JsonSubTypes.Type(value = Event.AgentFinished.class, name = "agent:terminated"),
  @JsonSubTypes.Type(value = Event.SessionClosed.class, name = "session:complete"),
  @JsonSubTypes.Type(value = Event.SessionContinued.class, name = "session:continued"),
  @JsonSubTypes.Type(value = Event.DesktopOpened.class, name = "desktop:opened"),
  @JsonSubTypes.Type(value = Event.DesktopClosed.class, name = "desktop:closed"),
})
@interface Facts {}
