package io.tributary.identity.adapter.http;

import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.preference.Choice;
import io.tributary.identity.preference.OpenPage;
import io.tributary.identity.preference.PageVerdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The person's own page. The token in its path is all that opens it: no cookie, no session, and so nothing that another
 * site could make a browser send along. A GET changes nothing, whoever follows links in mails.
 */
@RestController
@RequestMapping("/p/{token}")
public final class PreferencesController {

    private static final String SAVED = "saved";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(PreferencePage.STYLE)
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final OpenPage pages;
    private final Door door;

    public PreferencesController(OpenPage pages, Door door) {
        this.pages = pages;
        this.door = door;
    }

    @GetMapping
    Mono<ResponseEntity<String>> show(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String saved,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages) {
        return door.blocking(() -> answer(pages.open(token), page(languages), saved != null));
    }

    @PostMapping
    Mono<ResponseEntity<String>> say(
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages,
            ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> door.blocking(() -> said(take(token, form), token, languages)));
    }

    private PageVerdict take(String token, MultiValueMap<String, String> form) {
        return form.containsKey(PreferencePage.REFUSE_ALL)
                ? pages.refuseAll(token)
                : choices(form).map(it -> pages.answer(token, it)).orElseGet(PageVerdict.Refused::new);
    }

    /** Empty when a field is none of the form's. */
    private static Optional<Map<String, Choice>> choices(MultiValueMap<String, String> form) {
        var given = new HashMap<String, ConsentState>();
        var shown = new HashMap<String, Choice.Shown>();
        for (var field : form.entrySet()) {
            var name = field.getKey();
            var value = field.getValue().size() == 1 ? field.getValue().getFirst() : "";
            boolean isRead = switch (name.substring(0, name.indexOf(':') + 1)) {
                case PreferencePage.FIELD -> put(given, name.substring(PreferencePage.FIELD.length()), state(value));
                case PreferencePage.SHOWN -> put(shown, name.substring(PreferencePage.SHOWN.length()), shown(value));
                default -> false;
            };
            if (!isRead) {
                return Optional.empty();
            }
        }
        var choices = new HashMap<String, Choice>();
        given.forEach((purpose, state) ->
                choices.put(purpose, new Choice(state, shown.getOrDefault(purpose, Choice.Shown.UNTOLD))));
        return Optional.of(choices);
    }

    private static <T> boolean put(Map<String, T> fields, String purpose, Optional<T> value) {
        value.ifPresent(it -> fields.put(purpose, it));
        return value.isPresent();
    }

    private static Optional<Choice.Shown> shown(String value) {
        return switch (value) {
            case "granted" -> Optional.of(Choice.Shown.GRANTED);
            case "denied" -> Optional.of(Choice.Shown.DENIED);
            case "nothing" -> Optional.of(Choice.Shown.NOTHING);
            default -> Optional.empty();
        };
    }

    private static Optional<ConsentState> state(String value) {
        return switch (value) {
            case "granted" -> Optional.of(ConsentState.GRANTED);
            case "denied" -> Optional.of(ConsentState.DENIED);
            default -> Optional.empty();
        };
    }

    /** Saved answers are shown by a GET of their own, so that reloading the page sends nothing again. */
    private static ResponseEntity<String> said(PageVerdict verdict, String token, @Nullable String languages) {
        return switch (verdict) {
            case PageVerdict.Opened _ ->
                secured(ResponseEntity.status(HttpStatus.SEE_OTHER)
                                .location(URI.create("/p/" + token + "?" + SAVED + "=1")))
                        .build();
            case PageVerdict.Expired _, PageVerdict.Unknown _, PageVerdict.Refused _, PageVerdict.NotKept _ ->
                answer(verdict, page(languages), false);
        };
    }

    private static ResponseEntity<String> answer(PageVerdict verdict, PreferencePage page, boolean saved) {
        return switch (verdict) {
            case PageVerdict.Opened opened -> html(HttpStatus.OK, page.of(opened, saved));
            case PageVerdict.Expired _ -> html(HttpStatus.GONE, page.expired());
            case PageVerdict.Unknown _ -> html(HttpStatus.NOT_FOUND, page.unknown());
            case PageVerdict.Refused _ -> html(HttpStatus.BAD_REQUEST, page.refused());
            case PageVerdict.NotKept _ -> html(HttpStatus.CONFLICT, page.notKept());
        };
    }

    private static ResponseEntity<String> html(HttpStatus status, String page) {
        return secured(ResponseEntity.status(status))
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page);
    }

    private static ResponseEntity.BodyBuilder secured(ResponseEntity.BodyBuilder answer) {
        return answer.cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("X-Robots-Tag", "noindex, nofollow")
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE);
    }

    private static PreferencePage page(@Nullable String languages) {
        return new PreferencePage(PageTexts.in(ranges(languages)));
    }

    private static List<Locale.LanguageRange> ranges(@Nullable String languages) {
        try {
            return languages == null || languages.isBlank() ? List.of() : Locale.LanguageRange.parse(languages);
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
