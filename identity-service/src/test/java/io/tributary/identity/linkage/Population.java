package io.tributary.identity.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Invented people with known truth: they live in households that share a family name, an address and often a phone; some
 * left several records, with typing errors, other addresses and missing values. No two records have the same e-mail or
 * phone of one person, as no two profiles have.
 */
public final class Population {

    private static final List<String> ONSETS =
            List.of("b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "br", "sch");
    private static final List<String> VOWELS = List.of("a", "e", "i", "o", "u", "ie", "au");
    private static final List<String> CODAS = List.of("n", "r", "l", "s", "t", "", "ck", "nd");
    private static final List<String> PROVIDERS = List.of("mail.example", "post.example", "web.example", "box.example");

    private final SplittableRandom random;
    private final double duplicated;
    private final List<String> givenNames;
    private final List<String> familyNames;
    private final List<String> streets;
    private final List<String> towns;
    private final List<Map<String, List<String>>> records = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();
    private int people;

    /**
     * @param duplicated the share of people with more than one record
     */
    public Population(long seed, int records, double duplicated) {
        this.random = new SplittableRandom(seed);
        this.duplicated = duplicated;
        this.givenNames = words(1_000, 2);
        this.familyNames = words(20_000, 3);
        this.streets = words(2_000, 3);
        this.towns = words(300, 2);
        while (this.records.size() < records) {
            household();
        }
    }

    /** The fields of a record, as values by name. */
    public List<Map<String, List<String>>> records() {
        return records;
    }

    /** Whether two records are one person's. */
    public boolean isOnePerson(int one, int other) {
        return owners.get(one).equals(owners.get(other));
    }

    /** How many pairs of records are one person's. */
    public long truePairs() {
        var sizes = new HashMap<Integer, Long>();
        owners.forEach(it -> sizes.merge(it, 1L, Long::sum));
        return sizes.values().stream().mapToLong(it -> it * (it - 1) / 2).sum();
    }

    private void household() {
        int size = pick(0.45, 0.30, 0.15, 0.10) + 1;
        var home = home();
        var family = zipf(familyNames);
        var phone = phone();
        int eldest = 1930 + random.nextInt(60);
        for (int i = 0; i < size; i++) {
            var person = new HashMap<String, String>();
            person.put("given_name", zipf(givenNames));
            person.put("family_name", random.nextDouble() < 0.9 ? family : zipf(familyNames));
            int year = i < 2 ? eldest + random.nextInt(8) : Math.min(2010, eldest + 22 + random.nextInt(15));
            person.put("birthday", "%d-%02d-%02d".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(28)));
            person.put("phone", random.nextDouble() < 0.3 ? phone : phone());
            person.putAll(home);
            person.put("mailbox", mailbox(person));
            recordsOf(person);
        }
    }

    private void recordsOf(Map<String, String> person) {
        int count = random.nextDouble() >= duplicated ? 1 : random.nextDouble() < 0.75 ? 2 : 3;
        for (int i = 0; i < count; i++) {
            records.add(recordOf(person));
            owners.add(people);
        }
        people++;
    }

    private Map<String, List<String>> recordOf(Map<String, String> person) {
        var values = new HashMap<>(person);
        if (random.nextDouble() < 0.15) {
            values.putAll(home());
        }
        if (random.nextDouble() < 0.5) {
            values.put("phone", phone());
        }
        values.put("email", values.get("mailbox") + "@" + PROVIDERS.get(random.nextInt(PROVIDERS.size())));
        if (random.nextDouble() < 0.4) {
            values.put("email", mailbox(values) + "@" + PROVIDERS.get(random.nextInt(PROVIDERS.size())));
        }
        for (var field : List.of("given_name", "family_name", "birthday", "street")) {
            if (random.nextDouble() < 0.1) {
                values.computeIfPresent(field, (_, value) -> misspelt(value));
            }
        }
        values.put("address", values.get("street") + " " + values.get("postcode") + " " + values.get("city"));
        drop(values, 0.1, "given_name");
        drop(values, 0.1, "family_name");
        drop(values, 0.4, "birthday");
        drop(values, 0.5, "phone");
        drop(values, 0.2, "email");
        drop(values, 0.3, "address", "street", "postcode", "city");
        var cells = new HashMap<String, List<String>>();
        values.forEach((field, value) -> cells.put(field, List.of(value)));
        return cells;
    }

    private void drop(Map<String, String> values, double share, String... fields) {
        if (random.nextDouble() < share) {
            List.of(fields).forEach(values::remove);
        }
    }

    private Map<String, String> home() {
        var home = new HashMap<String, String>();
        int town = random.nextInt(towns.size());
        home.put("street", streets.get(random.nextInt(streets.size())) + " street " + (1 + random.nextInt(120)));
        home.put("postcode", "%05d".formatted(10_000 + town * 7 + random.nextInt(7)));
        home.put("city", towns.get(town));
        return home;
    }

    /** Most people call their mailbox after themselves. */
    private String mailbox(Map<String, String> person) {
        int number = random.nextInt(1_000);
        return random.nextDouble() < 0.6
                ? person.get("given_name") + "." + person.get("family_name") + number
                : word(2) + number;
    }

    private String phone() {
        return "+49" + (1_500_000_000L + random.nextInt(200_000_000));
    }

    /** One letter left out, doubled, replaced, or swapped with its neighbour. */
    private String misspelt(String value) {
        int at = random.nextInt(value.length() - 1);
        var letters = new StringBuilder(value);
        switch (random.nextInt(4)) {
            case 0 -> letters.deleteCharAt(at);
            case 1 -> letters.insert(at, letters.charAt(at));
            case 2 -> letters.setCharAt(at, (char) ('a' + random.nextInt(26)));
            default -> letters.replace(at, at + 2, "" + letters.charAt(at + 1) + letters.charAt(at));
        }
        return letters.toString();
    }

    private List<String> words(int count, int syllables) {
        return IntStream.range(0, count)
                .mapToObj(_ -> word(syllables))
                .distinct()
                .toList();
    }

    private String word(int syllables) {
        var word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(ONSETS.get(random.nextInt(ONSETS.size())));
            word.append(VOWELS.get(random.nextInt(VOWELS.size())));
        }
        return word.append(CODAS.get(random.nextInt(CODAS.size()))).toString();
    }

    /** The first words often, the last ones seldom, as names are. */
    private String zipf(List<String> words) {
        return words.get((int) (words.size() * Math.pow(random.nextDouble(), 2.5)));
    }

    private int pick(double... shares) {
        double at = random.nextDouble();
        for (int i = 0; i < shares.length; i++) {
            at -= shares[i];
            if (at < 0) {
                return i;
            }
        }
        return shares.length - 1;
    }
}
