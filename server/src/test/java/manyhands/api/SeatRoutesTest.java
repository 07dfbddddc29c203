package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import manyhands.seat.Actor;
import org.junit.jupiter.api.Test;

final class SeatRoutesTest {
  private static final String SEAT = "/api/sessions/s-1/agents/a1/seat";

  @Test
  void aPersonTakesTheSeatAndHandsItBack() {
    try (ApiFixture api = new ApiFixture()) {
      assertThat(api.get(SEAT).text()).isEqualTo("{\"holder\":\"agent\",\"secondsLeft\":0}");
      assertThat(api.post(SEAT, "{\"holder\": \"human\"}").text())
          .isEqualTo("{\"holder\":\"human\",\"secondsLeft\":60}");
      assertThat(api.sessions.seats.get("s-1/a1").holder()).isEqualTo(new Actor.Human("rest"));
      assertThat(api.post(SEAT, "{\"holder\": \"agent\"}").text()).contains("agent");
      assertThat(api.sessions.seats.get("s-1/a1").holder()).isNull();
    }
  }

  @Test
  void aDesktopWithoutAnAgentHasASeatToo() {
    try (ApiFixture api = new ApiFixture()) {
      assertThat(api.post("/api/desktops/d-1/seat", "{\"holder\": \"human\"}").text())
          .contains("human");
    }
  }

  @Test
  void nobodyElseCanHaveIt() {
    try (ApiFixture api = new ApiFixture()) {
      assertThat(api.post(SEAT, "{\"holder\": \"cat\"}").code()).isEqualTo("bad-field");
      assertThat(api.post(SEAT, "{}").code()).isEqualTo("bad-field");
      assertThat(api.post("/api/sessions/NO/agents/a1/seat", "{}").code())
          .isEqualTo("unknown-session");
    }
  }
}
