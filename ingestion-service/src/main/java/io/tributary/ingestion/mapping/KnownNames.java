package io.tributary.ingestion.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The usual spellings of columns, and the field that each means. Case, blanks and signs do not matter. */
final class KnownNames {

    /** Fields of every call. Of several columns that mean one field, the earlier spelling here wins. */
    private static final Map<String, Spelling> FIELDS = new HashMap<>();

    /** The person's reserved traits. */
    private static final Map<String, String> TRAITS = new HashMap<>();

    static {
        fields("userId", "userid", "customerid", "customerno", "customernumber", "memberid", "contactid", "externalid");
        fields("anonymousId", "anonymousid", "anonid", "deviceid", "visitorid", "cookieid", "clientid");
        fields("messageId", "messageid", "eventid", "insertid");
        fields("event", "event", "eventname");
        fields("groupId", "groupid");
        fields("previousId", "previousid");
        fields("type", "type", "calltype");
        fields(
                "timestamp",
                "timestamp",
                "originaltimestamp",
                "eventtime",
                "eventtimestamp",
                "occurredat",
                "happenedat",
                "datetime",
                "eventdate",
                "orderdate",
                "invoicedate",
                "time",
                "date");
        traits("email", "email", "emailaddress", "mail");
        traits("phone", "phone", "phonenumber", "mobile", "mobilephone", "telephone");
        traits("firstName", "firstname", "givenname", "forename");
        traits("lastName", "lastname", "surname", "familyname");
        for (var reserved : List.of(
                "name",
                "age",
                "avatar",
                "birthday",
                "gender",
                "title",
                "username",
                "website",
                "description",
                "company")) {
            traits(reserved, reserved);
        }
        traits("createdAt", "createdat", "created", "signedupat", "signupdate", "registeredat");
    }

    /** @param rank lower wins */
    record Spelling(String field, int rank) {}

    private KnownNames() {}

    static @Nullable Spelling field(String column) {
        return FIELDS.get(letters(column));
    }

    static @Nullable String trait(String column) {
        return TRAITS.get(letters(column));
    }

    private static void fields(String field, String... spellings) {
        for (int rank = 0; rank < spellings.length; rank++) {
            FIELDS.put(spellings[rank], new Spelling(field, rank));
        }
    }

    private static void traits(String trait, String... spellings) {
        for (var spelling : spellings) {
            TRAITS.put(spelling, trait);
        }
    }

    private static String letters(String column) {
        return column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
