package io.tributary.gateway.adapter.http;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.gateway.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What does not work now: the services whose breaker is not closed. */
@Tag(name = "notices")
@RestController
@RequestMapping("/api/v1/notices")
public class NoticesController {

    /** A notice as the API shows it; {@code state} is {@code stopped} or {@code probing}. */
    record NoticeView(String subject, String state, Instant since, String whatToDo) {

        static NoticeView of(Notice notice) {
            return new NoticeView(
                    notice.subject(),
                    notice.state().name().toLowerCase(Locale.ROOT),
                    notice.since(),
                    notice.whatToDo());
        }
    }

    private final Supplier<List<Notice>> notices;

    public NoticesController(Supplier<List<Notice>> notices) {
        this.notices = notices;
    }

    @GetMapping
    ListAnswer<NoticeView> list() {
        return new ListAnswer<>(notices.get().stream().map(NoticeView::of).toList(), null);
    }
}
