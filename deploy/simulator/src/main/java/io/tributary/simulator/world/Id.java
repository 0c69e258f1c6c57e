package io.tributary.simulator.world;

/** One value on an event that may point at a person. */
public record Id(Kind kind, String value) {

    /** What testers and lazy people type into a field that asks for an address. */
    public static final Id TEST_EMAIL = new Id(Kind.EMAIL, "test@test.com");

    /** What people type who do not want to be called. */
    public static final Id ZERO_PHONE = new Id(Kind.PHONE, "0000000000");
}
