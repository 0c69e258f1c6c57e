package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.live.LiveEvent;
import io.tributary.ingestion.live.LiveEvents;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The tenant's calls as they pass the door, sampled, as server-sent events. */
@RestController
public class LiveController {

    private final LiveEvents live;
    private final Admission admission;

    public LiveController(LiveEvents live, Admission admission) {
        this.live = live;
        this.admission = admission;
    }

    @GetMapping(path = "/api/v1/events/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public Flux<LiveEvent> live(@AuthenticationPrincipal Jwt token) {
        return live.of(admission.of(token).mayRead().tenant());
    }
}
