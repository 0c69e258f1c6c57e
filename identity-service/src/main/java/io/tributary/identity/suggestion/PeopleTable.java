package io.tributary.identity.suggestion;

import io.tributary.identity.linkage.block.BlockingRule;
import io.tributary.identity.linkage.block.BlockingRule.Form;
import io.tributary.identity.linkage.table.Comparison;
import io.tributary.identity.linkage.table.LinkField;
import java.util.List;

/**
 * Profiles as records. An address is one field, because its parts say the same thing three times; no two profiles have an
 * equal e-mail or phone, so these count by likeness.
 */
public final class PeopleTable {

    static final String GIVEN_NAME = "given_name";
    static final String FAMILY_NAME = "family_name";
    static final String BIRTHDAY = "birthday";
    static final String EMAIL = "email";
    static final String PHONE = "phone";
    static final String ADDRESS = "address";
    static final String POSTCODE = "postcode";

    public static final List<LinkField> FIELDS = List.of(
            LinkField.of(GIVEN_NAME, Comparison.NAME).byRarity(),
            LinkField.of(FAMILY_NAME, Comparison.NAME).byRarity(),
            LinkField.of(BIRTHDAY, Comparison.DATE),
            LinkField.of(EMAIL, Comparison.EMAIL),
            LinkField.of(PHONE, Comparison.PHONE),
            LinkField.of(ADDRESS, Comparison.ADDRESS),
            LinkField.of(POSTCODE, Comparison.NOTHING));

    /**
     * Pairs with the same postcode have much of their address in common, so these do not train it. The blocks of frequent
     * family names are left out where there are many people; these meet in the blocks of two keys.
     */
    public static final List<BlockingRule> RULES = List.of(
            BlockingRule.on(BIRTHDAY),
            BlockingRule.on(FAMILY_NAME),
            BlockingRule.on(ADDRESS),
            BlockingRule.inAnyOrder(GIVEN_NAME, FAMILY_NAME),
            BlockingRule.on(FAMILY_NAME, POSTCODE).notTraining(ADDRESS),
            BlockingRule.on(GIVEN_NAME, POSTCODE).notTraining(ADDRESS),
            BlockingRule.onPart(EMAIL, Form.LOCAL_PART),
            BlockingRule.onPart(PHONE, Form.LOCAL_NUMBER));

    private PeopleTable() {}
}
