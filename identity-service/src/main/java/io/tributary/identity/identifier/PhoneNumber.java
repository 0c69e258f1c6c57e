package io.tributary.identity.identifier;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.tributary.identity.identifier.Normalised.Reason;

/** The normal form of a phone number: E.164. Without a country code it takes the tenant's region, or is refused. */
final class PhoneNumber {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private PhoneNumber() {}

    static Normalised normalise(String value, String region) {
        if (region.isEmpty() && !value.startsWith("+")) {
            return new Normalised.Refused(Namespace.PHONE, Reason.NO_REGION);
        }
        try {
            var number = PHONES.parse(value, region.isEmpty() ? "ZZ" : region);
            return PHONES.isValidNumber(number)
                    ? new Normalised.Valid(
                            new Identifier(Namespace.PHONE, PHONES.format(number, PhoneNumberFormat.E164)))
                    : new Normalised.Refused(Namespace.PHONE, Reason.NOT_A_PHONE);
        } catch (NumberParseException _) {
            return new Normalised.Refused(Namespace.PHONE, Reason.NOT_A_PHONE);
        }
    }
}
