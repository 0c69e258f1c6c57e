package io.tributary.doubles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridTest {

    private static final String CONTACTS = "/v3/marketing/contacts";
    private static final Duration DELAY = Duration.ofSeconds(5);

    private Peer peer;
    private String list;

    @BeforeEach
    void start(@TempDir Path directory) {
        peer = Peer.start(directory, DELAY);
        list = peer.list("newsletter");
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void refusesACallerWithoutTheKey() {
        var anonymous = peer.get("/v3/marketing/lists");
        var stranger = peer.call("GET", "/v3/marketing/lists", null, "Authorization", "Bearer SG.other");

        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.text("/errors/0/message")).isEqualTo("authorization required");
    }

    @Test
    void createsReadsRenamesAndDeletesAList() {
        var one = "/v3/marketing/lists/" + list;

        var renamed = peer.sendgrid("PATCH", one, "{\"name\":\"weekly\"}");
        var read = peer.sendgrid("GET", one, null);
        var deleted = peer.sendgrid("DELETE", one, null);
        var afterwards = peer.sendgrid("GET", one, null);

        assertThat(renamed.text("/name")).isEqualTo("weekly");
        assertThat(read.number("/contact_count")).isZero();
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(afterwards.status()).isEqualTo(404);
    }

    @Test
    void pagesThroughTheLists() {
        peer.list("second");
        peer.list("third");

        var first = peer.sendgrid("GET", "/v3/marketing/lists?page_size=2", null);
        var next = peer.sendgrid("GET", "/v3/marketing/lists?page_size=2&page_token=2", null);

        assertThat(first.json().at("/result")).hasSize(2);
        assertThat(first.text("/_metadata/next")).contains("page_token=2");
        assertThat(next.json().at("/result")).hasSize(1);
        assertThat(next.json().at("/_metadata/next").isMissingNode()).isTrue();
    }

    @Test
    void acceptsContactsAsAJobThatTakesEffectLater() {
        var job = peer.put(list, "Anna@Example.com", "bert@example.com");
        var pending = peer.sendgrid("GET", CONTACTS + "/imports/" + job, null);
        var membersBefore = peer.members("sendgrid", list);

        peer.pass(DELAY);

        var finished = peer.sendgrid("GET", CONTACTS + "/imports/" + job, null);
        assertThat(pending.text("/status")).isEqualTo("pending");
        assertThat(membersBefore).isEmpty();
        assertThat(finished.text("/status")).isEqualTo("completed");
        assertThat(finished.number("/results/created_count")).isEqualTo(2);
        assertThat(peer.members("sendgrid", list)).containsExactly("anna@example.com", "bert@example.com");
    }

    @Test
    void keepsAContactOnceHoweverOftenItIsSent() {
        peer.put(list, "anna@example.com");
        peer.put(list, "anna@example.com");
        var again = peer.put(list, "ANNA@example.com");

        peer.pass(DELAY);

        assertThat(peer.members("sendgrid", list)).containsExactly("anna@example.com");
        assertThat(peer.sendgrid("GET", CONTACTS + "/imports/" + again, null).number("/results/updated_count"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"anna", "anna@", "@example.com", "an na@example.com", "anna@example", "a..b@example.com", ""})
    void refusesTheWholeRequestForOneMalformedAddress(String malformed) {
        var refused = peer.sendgrid("PUT", CONTACTS, Peer.contacts(list, "bert@example.com", malformed));

        peer.pass(DELAY);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).startsWith("contacts[1]");
        assertThat(peer.members("sendgrid", list)).isEmpty();
    }

    @Test
    void refusesWhatTheVendorsSchemaRefuses() {
        var none = peer.sendgrid("PUT", CONTACTS, "{\"contacts\":[]}");
        var noField = peer.sendgrid("PUT", CONTACTS, "{\"list_ids\":[]}");
        var longName = peer.sendgrid(
                "PUT",
                CONTACTS,
                "{\"contacts\":[{\"email\":\"a@example.com\",\"first_name\":\"" + "x".repeat(51) + "\"}]}");
        var noUuid = peer.sendgrid("PUT", CONTACTS, Peer.contacts("not-a-uuid", "a@example.com"));
        var noJson = peer.sendgrid("PUT", CONTACTS, "{\"contacts\":");

        assertThat(none.status()).isEqualTo(400);
        assertThat(noField.status()).isEqualTo(400);
        assertThat(longName.text("/errors/0/field")).isEqualTo("/contacts/0/first_name");
        assertThat(noUuid.text("/errors/0/field")).isEqualTo("/list_ids/0");
        assertThat(noJson.status()).isEqualTo(400);
    }

    @Test
    void refusesMoreThan30000Contacts() {
        var rows = Peer.repeated(30_001, at -> "{\"email\":\"p" + at + "@example.com\"}");

        var refused = peer.sendgrid("PUT", CONTACTS, "{\"contacts\":[" + rows + "]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("/contacts");
    }

    @Test
    void refusesMoreThanSixMegabytes() {
        var padding = " ".repeat(6_000_000);

        var refused = peer.sendgrid("PUT", CONTACTS, "{\"contacts\":[{\"email\":\"a@example.com\"}]" + padding + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/message")).contains("6 MB");
    }

    @Test
    void refusesAContactWithoutAnyIdentifier() {
        var refused = peer.sendgrid("PUT", CONTACTS, "{\"contacts\":[{\"first_name\":\"Anna\"}]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/message")).contains("external_id");
    }

    @Test
    void refusesAnUnknownList() {
        var refused =
                peer.sendgrid("PUT", CONTACTS, Peer.contacts(UUID.randomUUID().toString(), "a@example.com"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("/errors/0/field")).isEqualTo("list_ids");
    }

    @Test
    void wantsCustomFieldsDefinedFirst() {
        var row = "{\"contacts\":[{\"email\":\"a@example.com\",\"custom_fields\":{\"%s\":\"gold\"}}]}";
        var definition = "{\"name\":\"loyalty\",\"field_type\":\"Text\"}";

        var tooEarly = peer.sendgrid("PUT", CONTACTS, row.formatted("e1_T"));
        var field = peer.sendgrid("POST", "/v3/marketing/field_definitions", definition);
        var twice =
                peer.sendgrid("POST", "/v3/marketing/field_definitions", definition.toUpperCase(java.util.Locale.ROOT));
        var inTime = peer.sendgrid("PUT", CONTACTS, row.formatted(field.text("/id")));

        assertThat(tooEarly.status()).isEqualTo(400);
        assertThat(field.status()).isEqualTo(200);
        assertThat(twice.status()).isEqualTo(400);
        assertThat(inTime.status()).isEqualTo(202);
    }

    @Test
    void wantsAllIdentifiersOfAContactForAnUpdate() {
        var both = "{\"contacts\":[{\"email\":\"a@example.com\",\"external_id\":\"7\"}]}";
        var onlyOne = "{\"contacts\":[{\"email\":\"a@example.com\",\"first_name\":\"Anna\"}]}";
        peer.sendgrid("PUT", CONTACTS, both);

        var job = peer.sendgrid("PUT", CONTACTS, onlyOne).text("/job_id");
        peer.pass(DELAY);

        var outcome = peer.sendgrid("GET", CONTACTS + "/imports/" + job, null);
        assertThat(outcome.text("/status")).isEqualTo("failed");
        assertThat(outcome.number("/results/errored_count")).isEqualTo(1);
        assertThat(peer.get("/_double/sendgrid/jobs/" + job + "/errors").body()).startsWith("row 1: an update");
    }

    @Test
    void takesContactsOffAListAndKeepsThem() {
        peer.put(list, "anna@example.com", "bert@example.com");
        peer.pass(DELAY);
        var anna = peer.sendgrid("POST", CONTACTS + "/search/emails", "{\"emails\":[\"anna@example.com\"]}")
                .text("/result/anna@example.com/contact/id");

        var removed = peer.sendgrid("DELETE", "/v3/marketing/lists/" + list + "/contacts?contact_ids=" + anna, null);
        var again = peer.sendgrid("DELETE", "/v3/marketing/lists/" + list + "/contacts?contact_ids=" + anna, null);
        peer.pass(DELAY);

        assertThat(removed.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(peer.members("sendgrid", list)).containsExactly("bert@example.com");
        assertThat(peer.sendgrid("GET", CONTACTS + "/" + anna, null).status()).isEqualTo(200);
    }

    @Test
    void refusesToTakeOffWhatIsNoContact() {
        var path = "/v3/marketing/lists/" + list + "/contacts";

        assertThat(peer.sendgrid("DELETE", path + "?contact_ids=nobody", null).status())
                .isEqualTo(404);
        assertThat(peer.sendgrid("DELETE", path, null).status()).isEqualTo(400);
        assertThat(peer.sendgrid("DELETE", "/v3/marketing/lists/none/contacts?contact_ids=x", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void findsSomeAndSaysWhichAreMissing() {
        peer.put(list, "anna@example.com");
        peer.pass(DELAY);

        var some = peer.sendgrid(
                "POST", CONTACTS + "/search/emails", "{\"emails\":[\"ANNA@example.com\",\"nobody@example.com\"]}");
        var none = peer.sendgrid("POST", CONTACTS + "/search/emails", "{\"emails\":[\"nobody@example.com\"]}");
        var malformed = peer.sendgrid("POST", CONTACTS + "/search/emails", "{\"emails\":[\"nobody\"]}");

        assertThat(some.status()).isEqualTo(200);
        assertThat(some.strings("/result/anna@example.com/contact/list_ids")).containsExactly(list);
        assertThat(some.text("/result/nobody@example.com/error")).isEqualTo("contact not found");
        assertThat(none.status()).isEqualTo(404);
        assertThat(malformed.status()).isEqualTo(400);
    }

    @Test
    void refusesASearchForMoreThan100Addresses() {
        var emails = Peer.repeated(101, at -> "\"p" + at + "@example.com\"");

        assertThat(peer.sendgrid("POST", CONTACTS + "/search/emails", "{\"emails\":[" + emails + "]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void deletesContactsFromEveryList() {
        peer.put(list, "anna@example.com", "bert@example.com");
        peer.pass(DELAY);
        var bert = peer.sendgrid("POST", CONTACTS + "/search/emails", "{\"emails\":[\"bert@example.com\"]}")
                .text("/result/bert@example.com/contact/id");

        var neither = peer.sendgrid("DELETE", CONTACTS, null);
        var deleted = peer.sendgrid("DELETE", CONTACTS + "?ids=" + bert, null);
        peer.pass(DELAY);

        assertThat(neither.status()).isEqualTo(400);
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(peer.members("sendgrid", list)).containsExactly("anna@example.com");
        assertThat(peer.sendgrid("GET", CONTACTS + "/" + bert, null).status()).isEqualTo(404);
    }

    @Test
    void erasesPeopleByAddress() {
        peer.put(list, "anna@example.com", "bert@example.com");

        var job = peer.sendgrid("POST", "/v3/recipients/erasejob", "{\"email_addresses\":[\"Anna@example.com\"]}");
        var tooMany = peer.sendgrid(
                "POST",
                "/v3/recipients/erasejob",
                "{\"email_addresses\":[" + Peer.repeated(5_001, at -> "\"p" + at + "@e.org\"") + "]}");
        peer.pass(DELAY);

        assertThat(job.status()).isEqualTo(202);
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(peer.members("sendgrid", list)).containsExactly("bert@example.com");
    }

    @Test
    void suppressesEverywhereWhenTheGroupIsUnknown() {
        var group = peer.sendgrid("POST", "/v3/asm/groups", "{\"name\":\"news\",\"description\":\"weekly\"}")
                .number("/id");
        var body = "{\"recipient_emails\":[\"%s\"]}";

        var known = peer.sendgrid("POST", "/v3/asm/groups/" + group + "/suppressions", body.formatted("a@example.com"));
        var unknown = peer.sendgrid("POST", "/v3/asm/groups/999/suppressions", body.formatted("b@example.com"));

        assertThat(known.status()).isEqualTo(201);
        assertThat(unknown.status()).isEqualTo(201);
        assertThat(peer.sendgrid("GET", "/v3/asm/groups/" + group + "/suppressions", null)
                        .strings(""))
                .containsExactly("a@example.com");
        assertThat(peer.sendgrid("GET", "/v3/asm/suppressions/global/a@example.com", null)
                        .body())
                .isEqualTo("{}");
        assertThat(peer.sendgrid("GET", "/v3/asm/suppressions/global/b@example.com", null)
                        .text("/recipient_email"))
                .isEqualTo("b@example.com");
    }

    @Test
    void liftsAGlobalSuppression() {
        peer.sendgrid("POST", "/v3/asm/suppressions/global", "{\"recipient_emails\":[\"a@example.com\"]}");

        var lifted = peer.sendgrid("DELETE", "/v3/asm/suppressions/global/a@example.com", null);

        assertThat(lifted.status()).isEqualTo(204);
        assertThat(peer.sendgrid("GET", "/v3/suppression/unsubscribes", null).json())
                .isEmpty();
    }
}
