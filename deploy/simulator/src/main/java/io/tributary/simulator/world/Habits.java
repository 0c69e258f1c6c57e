package io.tributary.simulator.world;

/**
 * The habits of a world's people.
 *
 * @param visits mean number of visits of a person
 * @param events mean number of events of a visit, at least one
 * @param accounts share of people with a user id; the others buy as guests by e-mail
 * @param phones share of people with a phone
 * @param secondEmails share of people with a second address
 * @param secondDevices share of people with a second device of their own; a third has the same share of these
 * @param tabletVisits share of visits that are made on the home's shared device, if there is one
 * @param logins share of visits in which the person is named
 * @param emailsOnLogin share of logins with a user id that carry an address too
 * @param phonesOnLogin share of logins that carry a phone, if the person has one
 * @param kiosks how many public devices there are
 * @param days how long the world is watched
 */
public record Habits(
        double visits,
        double events,
        double accounts,
        double phones,
        double secondEmails,
        double secondDevices,
        double tabletVisits,
        double logins,
        double emailsOnLogin,
        double phonesOnLogin,
        int kiosks,
        int days) {

    /** Those with which the published policies score as published; see the module's README. */
    static Habits found() {
        return new Habits(3.82, 1.964, 0.62, 0.47, 0.48, 0.64, 0.54, 0.788, 0.60, 0.123, 1, 90);
    }
}
