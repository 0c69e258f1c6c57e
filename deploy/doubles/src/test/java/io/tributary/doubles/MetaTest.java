package io.tributary.doubles;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetaTest {

    private static final String ACCOUNT = "act_42";
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private Peer peer;
    private String users;
    private String replace;
    private String audience;

    @BeforeEach
    void start(@TempDir Path directory) {
        peer = Peer.start(directory);
        audience = peer.audience(ACCOUNT);
        users = "/v25.0/" + audience + "/users";
        replace = "/v25.0/" + audience + "/usersreplace";
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private static String emails(String... digests) {
        return "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":" + rows(digests) + "}}";
    }

    private static String inSession(long id, int seq, boolean last, String... digests) {
        return "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":" + rows(digests) + "},\"session\":{\"session_id\":" + id
                + ",\"batch_seq\":" + seq + ",\"last_batch_flag\":" + last + "}}";
    }

    private static String rows(String... digests) {
        return "[[\"" + String.join("\"],[\"", digests) + "\"]]";
    }

    @Test
    void refusesACallerWithoutTheToken() {
        var refused = peer.call("POST", users, emails(A), "Content-Type", "application/json");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.number("/error/code")).isEqualTo(190);
        assertThat(peer.members("meta", audience)).isEmpty();
    }

    @Test
    void takesTheTokenFromQueryFormOrBody() {
        var query = peer.post(users + "?access_token=" + Peer.TOKEN, emails(A));
        var body = peer.post(users, emails(B).replaceFirst("\\{", "{\"access_token\":\"" + Peer.TOKEN + "\","));

        assertThat(query.status()).isEqualTo(200);
        assertThat(body.status()).isEqualTo(200);
        assertThat(peer.members("meta", audience)).containsExactly(A, B);
    }

    @Test
    void servesOneVersionOnly() {
        var old = peer.meta("POST", "/v24.0/" + audience + "/users", emails(A));

        assertThat(old.number("/error/code")).isEqualTo(2635);
    }

    @Test
    void refusesAnAudienceWithoutNameSubtypeOrSource() {
        var path = "/v25.0/" + ACCOUNT + "/customaudiences";

        var noName =
                peer.meta("POST", path, "{\"subtype\":\"CUSTOM\",\"customer_file_source\":\"USER_PROVIDED_ONLY\"}");
        var noSource = peer.meta("POST", path, "{\"name\":\"x\",\"subtype\":\"CUSTOM\"}");
        var lookalike = peer.meta("POST", path, "{\"name\":\"x\",\"subtype\":\"LOOKALIKE\"}");

        assertThat(noName.number("/error/code")).isEqualTo(100);
        assertThat(noSource.number("/error/code")).isEqualTo(100);
        assertThat(lookalike.number("/error/code")).isEqualTo(100);
    }

    @Test
    void answersForAnUnknownAudienceAsForOneThatIsNotYours() {
        var refused = peer.meta("POST", "/v25.0/123/users", emails(A));

        assertThat(refused.number("/error/code")).isEqualTo(100);
        assertThat(refused.number("/error/error_subcode")).isEqualTo(33);
    }

    @Test
    void addsAndRemovesAsASet() {
        var added = peer.meta("POST", users, emails(A, B));
        peer.meta("POST", users, emails(A, B));
        peer.meta("DELETE", users, emails(A));
        peer.meta("DELETE", users, emails(A));

        assertThat(added.text("/audience_id")).isEqualTo(audience);
        assertThat(added.number("/num_received")).isEqualTo(2);
        assertThat(added.number("/num_invalid_entries")).isZero();
        assertThat(peer.members("meta", audience)).containsExactly(B);
    }

    @Test
    void takesAFormWithJsonTextAndAMethodAsParameter() {
        var payload = "{\"schema\":\"EMAIL_SHA256\",\"data\":[\"" + A + "\",\"" + B + "\"]}";
        var form = "access_token=" + Peer.TOKEN + "&payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
        var type = "application/x-www-form-urlencoded";

        var added = peer.call("POST", users, form, "Content-Type", type);
        var membersAfterAdding = peer.members("meta", audience);
        var removed = peer.call("POST", users, form + "&method=DELETE", "Content-Type", type);

        assertThat(added.number("/num_received")).isEqualTo(2);
        assertThat(membersAfterAdding).containsExactly(A, B);
        assertThat(removed.status()).isEqualTo(200);
        assertThat(peer.members("meta", audience)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.com",
                "ABC",
                NOTHING,
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void countsWhatIsNoProperDigestAsInvalid(String cell) {
        var answer = peer.meta("POST", users, emails(A, cell));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.number("/num_received")).isEqualTo(2);
        assertThat(answer.number("/num_invalid_entries")).isEqualTo(1);
        assertThat(answer.strings("/invalid_entry_samples")).hasSize(1);
        assertThat(peer.members("meta", audience)).containsExactly(A);
    }

    @Test
    void refusesMoreThan10000Rows() {
        var row = "[\"" + A + "\"]";

        var most = peer.meta(
                "POST",
                users,
                "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[" + Peer.repeated(10_000, _ -> row) + "]}}");
        var tooMany = peer.meta(
                "POST",
                users,
                "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[" + Peer.repeated(10_001, _ -> row) + "]}}");

        assertThat(most.status()).isEqualTo(200);
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.number("/error/code")).isEqualTo(100);
    }

    @Test
    void refusesRowsThatDoNotFitTheirHeader() {
        var tooLong = peer.meta("POST", users, emails(A).replace("\"]]", "\",\"" + B + "\"]]"));
        var unknownKey = peer.meta("POST", users, emails(A).replace("EMAIL", "MAIL"));
        var empty = peer.meta("POST", users, "{\"payload\":{\"schema\":[\"EMAIL\"],\"data\":[]}}");
        var nothing = peer.meta("POST", users, "{}");

        assertThat(tooLong.number("/error/code")).isEqualTo(100);
        assertThat(unknownKey.number("/error/code")).isEqualTo(100);
        assertThat(empty.number("/error/code")).isEqualTo(100);
        assertThat(nothing.number("/error/code")).isEqualTo(100);
    }

    @Test
    void removesAPersonByTheCallersOwnId() {
        var rows = "[[\"7\",\"" + A + "\",\"" + B + "\"],[\"8\",\"" + C + "\",\"\"]]";
        peer.meta(
                "POST", users, "{\"payload\":{\"schema\":[\"EXTERN_ID\",\"EMAIL\",\"PHONE\"],\"data\":" + rows + "}}");

        peer.meta("DELETE", users, "{\"payload\":{\"schema\":\"EXTERN_ID\",\"data\":[\"7\"]}}");

        assertThat(peer.members("meta", audience)).containsExactly(C);
    }

    @Test
    void wantsTheBatchesOfASessionInOrder() {
        var second = peer.meta("POST", users, inSession(5, 2, false, A));
        var first = peer.meta("POST", users, inSession(5, 1, false, A));
        var repeated = peer.meta("POST", users, inSession(5, 1, false, A));
        var third = peer.meta("POST", users, inSession(5, 3, true, B));
        var last = peer.meta("POST", users, inSession(5, 2, true, B));
        var after = peer.meta("POST", users, inSession(5, 3, true, C));

        assertThat(second.number("/error/error_subcode")).isEqualTo(1870147);
        assertThat(first.text("/session_id")).isEqualTo("5");
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(third.number("/error/code")).isEqualTo(100);
        assertThat(last.status()).isEqualTo(200);
        assertThat(after.number("/error/code")).isEqualTo(100);
        assertThat(peer.members("meta", audience)).containsExactly(A, B);
    }

    @Test
    void tellsHowASessionWent() {
        peer.meta("POST", users, inSession(9, 1, false, A, "plain"));
        peer.meta("POST", users, inSession(9, 2, true, B));

        var session = peer.meta("GET", "/v25.0/" + audience + "/sessions?session_id=9", null);

        assertThat(session.text("/data/0/num_received")).isEqualTo("3");
        assertThat(session.text("/data/0/num_invalid_entries")).isEqualTo("1");
        assertThat(session.text("/data/0/progress")).isEqualTo("100");
    }

    @Test
    void replacesTheAudienceWithTheLastBatch() {
        peer.meta("POST", users, emails(A));

        peer.meta("POST", replace, inSession(1, 1, false, B));
        var during = peer.members("meta", audience);
        var meanwhile = peer.meta("POST", users, emails(C));
        peer.meta("POST", replace, inSession(1, 2, true, C));
        var late = peer.meta("POST", replace, inSession(1, 3, true, A));

        assertThat(during).containsExactly(A);
        assertThat(meanwhile.number("/error/error_subcode")).isEqualTo(1870145);
        assertThat(late.number("/error/error_subcode")).isEqualTo(1870159);
        assertThat(peer.members("meta", audience)).containsExactly(B, C);
    }

    @Test
    void wantsASessionForAReplaceAndEndsItAfter90Minutes() {
        var without = peer.meta("POST", replace, emails(A));
        peer.meta("POST", replace, inSession(1, 1, false, A));
        peer.pass(Duration.ofMinutes(91));
        var late = peer.meta("POST", replace, inSession(1, 2, true, B));
        var afterwards = peer.meta("POST", users, emails(C));

        assertThat(without.number("/error/code")).isEqualTo(194);
        assertThat(late.number("/error/error_subcode")).isEqualTo(1870158);
        assertThat(afterwards.status()).isEqualTo(200);
        assertThat(peer.members("meta", audience)).containsExactly(C);
    }

    @Test
    void erasesPeopleFromEveryAudienceOfTheAccount() {
        var second = peer.audience(ACCOUNT);
        var elsewhere = peer.audience("act_43");
        for (var id : new String[] {audience, second, elsewhere}) {
            peer.meta("POST", "/v25.0/" + id + "/users", emails(A, B));
        }

        var erased = peer.meta("DELETE", "/v25.0/" + ACCOUNT + "/usersofanyaudience", emails(A));

        assertThat(erased.number("/num_received")).isEqualTo(1);
        assertThat(peer.members("meta", audience)).containsExactly(B);
        assertThat(peer.members("meta", second)).containsExactly(B);
        assertThat(peer.members("meta", elsewhere)).containsExactly(A, B);
    }

    @Test
    void roundsTheSizeOfAnAudience() {
        peer.meta("POST", users, emails(A, B));

        var read = peer.meta("GET", "/v25.0/" + audience + "?fields=name,approximate_count_lower_bound", null);

        assertThat(read.number("/approximate_count_lower_bound")).isZero();
        assertThat(read.number("/approximate_count_upper_bound")).isEqualTo(1000);
        assertThat(read.number("/delivery_status/code")).isEqualTo(300);
    }

    @Test
    void forgetsADeletedAudience() {
        var deleted = peer.meta("DELETE", "/v25.0/" + audience, null);

        assertThat(deleted.json().path("success").asBoolean()).isTrue();
        assertThat(peer.meta("POST", users, emails(A)).number("/error/error_subcode"))
                .isEqualTo(33);
    }
}
