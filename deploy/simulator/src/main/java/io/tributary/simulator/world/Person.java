package io.tributary.simulator.world;

import java.util.List;
import java.util.Optional;

/**
 * One person and what they have.
 *
 * @param emails one at least
 * @param devices their own, the usual one first
 * @param tablet the home's device for all
 * @param phoneUntil from this time on the number is somebody else's
 * @param phoneFrom before this time the number was somebody else's
 */
record Person(
        int number,
        Optional<Id> account,
        List<Id> emails,
        List<Id> devices,
        Optional<Id> tablet,
        Optional<Id> phone,
        long phoneFrom,
        long phoneUntil) {

    Person whosePhoneEnds(long at) {
        return new Person(number, account, emails, devices, tablet, phone, phoneFrom, at);
    }

    Person whosePhoneIs(Id recycled, long from) {
        return new Person(number, account, emails, devices, tablet, Optional.of(recycled), from, Long.MAX_VALUE);
    }

    Optional<Id> phoneAt(long at) {
        return phone.filter(_ -> phoneFrom <= at && at < phoneUntil);
    }
}
