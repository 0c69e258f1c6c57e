package io.tributary.simulator.world;

/**
 * What a world is like, as published; habits are not, and were chosen so that the published policies score as published.
 *
 * @param people how many people live in it
 * @param homesWithTablet share of homes of several people that have a device for all
 * @param homesWithPhone share of homes of several people whose members give the same phone
 * @param recycledPhones share of people whose phone was somebody else's before
 * @param testEmails share of events with an e-mail address that have a test address instead
 * @param zeroPhones share of events with a phone that have zeros instead
 * @param kioskVisits share of visits that are made on a public device
 * @param habits what people do, as far as it is not published
 */
public record WorldShape(
        int people,
        double homesWithTablet,
        double homesWithPhone,
        double recycledPhones,
        double testEmails,
        double zeroPhones,
        double kioskVisits,
        Habits habits) {

    /** The world of the published comparison, about 150,052 events. */
    public static WorldShape published() {
        return new WorldShape(20_000, 0.5, 0.15, 0.02, 0.01, 0.01, 0.004, Habits.found());
    }

    /** The same world with other people and habits. */
    public WorldShape with(int otherPeople, Habits others) {
        return new WorldShape(
                otherPeople,
                homesWithTablet,
                homesWithPhone,
                recycledPhones,
                testEmails,
                zeroPhones,
                kioskVisits,
                others);
    }
}
