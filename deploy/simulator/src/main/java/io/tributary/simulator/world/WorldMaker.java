package io.tributary.simulator.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes households, people and what they do; every choice is one throw of the same dice in the same order. */
final class WorldMaker {

    /** Of households, by their size from one to four. */
    private static final double[] HOUSEHOLDS = {0.45, 0.30, 0.15, 0.10};

    private static final double MINUTE = 60_000;

    private final WorldShape shape;
    private final Habits habits;
    private final Dice dice;
    private final long length;
    private final List<Person> people = new ArrayList<>();
    private final List<Happening> events = new ArrayList<>();

    WorldMaker(WorldShape shape, long seed) {
        this.shape = shape;
        this.habits = shape.habits();
        this.dice = new Dice(seed);
        this.length = TimeUnit.DAYS.toMillis(habits.days());
    }

    /** In the order of time; of equally old ones in the order in which they were thought of. */
    List<Happening> events() {
        while (people.size() < shape.people()) {
            settle(Math.min(1 + dice.among(HOUSEHOLDS), shape.people() - people.size()));
        }
        recyclePhones();
        people.forEach(this::live);
        events.sort(Comparator.comparingLong(Happening::at));
        return events;
    }

    private void settle(int size) {
        int home = people.size();
        var tablet = size > 1 && dice.chance(shape.homesWithTablet())
                ? Optional.of(new Id(Kind.DEVICE, "tablet-" + home))
                : Optional.<Id>empty();
        var phone = size > 1 && dice.chance(shape.homesWithPhone()) ? Optional.of(phone(home)) : Optional.<Id>empty();
        for (int i = 0; i < size; i++) {
            people.add(person(tablet, phone));
        }
    }

    private Person person(Optional<Id> tablet, Optional<Id> homePhone) {
        int number = people.size();
        var account = dice.chance(habits.accounts())
                ? Optional.of(new Id(Kind.USER_ID, "user-" + number))
                : Optional.<Id>empty();
        var emails = new ArrayList<>(List.of(new Id(Kind.EMAIL, "p" + number + "@mail.example")));
        if (dice.chance(habits.secondEmails())) {
            emails.add(new Id(Kind.EMAIL, "p" + number + "@work.example"));
        }
        var devices = new ArrayList<>(List.of(new Id(Kind.DEVICE, "device-" + number)));
        while (devices.size() < 3 && dice.chance(habits.secondDevices())) {
            devices.add(new Id(Kind.DEVICE, "device-" + number + "-" + devices.size()));
        }
        var own = dice.chance(habits.phones()) ? Optional.of(phone(100_000 + number)) : Optional.<Id>empty();
        return new Person(
                number, account, emails, devices, tablet, homePhone.isPresent() ? homePhone : own, 0, Long.MAX_VALUE);
    }

    /** A valid mobile number. */
    private static Id phone(int number) {
        return new Id(Kind.PHONE, "+49151%08d".formatted(10_000_000 + number));
    }

    /** Some people get a number that was another's up to a day in the middle half of the time. */
    private void recyclePhones() {
        for (int i = 0; i < people.size(); i++) {
            if (dice.chance(shape.recycledPhones())) {
                int before = dice.below(people.size());
                var phone = people.get(before).phone();
                if (phone.isPresent() && before != i) {
                    long at = length / 4 + dice.below(length / 2);
                    people.set(before, people.get(before).whosePhoneEnds(at));
                    people.set(i, people.get(i).whosePhoneIs(phone.get(), at));
                }
            }
        }
    }

    private void live(Person person) {
        int visits = 1 + dice.poisson(habits.visits() - 1);
        for (int i = 0; i < visits; i++) {
            visit(person, dice.below(length), device(person));
        }
    }

    private Id device(Person person) {
        if (dice.chance(shape.kioskVisits())) {
            return new Id(Kind.DEVICE, "kiosk-" + dice.below(habits.kiosks()));
        }
        if (person.tablet().isPresent() && dice.chance(habits.tabletVisits())) {
            return person.tablet().get();
        }
        return dice.oneOf(person.devices());
    }

    /** Looks around, is named at some point or not, and goes on; only an account stays known after that. */
    private void visit(Person person, long from, Id device) {
        int count = 1 + dice.poisson(habits.events() - 1);
        int login = dice.chance(habits.logins()) ? dice.below(count) : count;
        long at = from;
        for (int i = 0; i < count; i++) {
            var ids = new ArrayList<Id>();
            if (i == login) {
                name(person, at, ids);
            } else if (i > login) {
                person.account().ifPresent(ids::add);
            }
            ids.add(device);
            events.add(new Happening(person.number(), at, ids));
            at += (long) (MINUTE / 6 + dice.below((long) (4 * MINUTE)));
        }
    }

    private void name(Person person, long at, List<Id> ids) {
        person.account().ifPresent(ids::add);
        if (ids.isEmpty() || dice.chance(habits.emailsOnLogin())) {
            ids.add(dice.chance(shape.testEmails()) ? Id.TEST_EMAIL : dice.oneOf(person.emails()));
        }
        if (dice.chance(habits.phonesOnLogin())) {
            person.phoneAt(at).ifPresent(it -> ids.add(dice.chance(shape.zeroPhones()) ? Id.ZERO_PHONE : it));
        }
    }
}
