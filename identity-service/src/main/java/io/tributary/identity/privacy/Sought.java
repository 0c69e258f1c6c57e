package io.tributary.identity.privacy;

import io.tributary.identity.identifier.Identifier;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what a person is looked for where no column says whom a row is about.
 *
 * @param identifiers the values as they are known
 * @param words in lower case: ids of the person, and values that tell who somebody is wherever they stand
 */
public record Sought(Set<Identifier> identifiers, List<String> words) {

    public Sought {
        identifiers = Set.copyOf(identifiers);
        words = List.copyOf(words);
    }

    public static Sought of(Person person) {
        var identifiers = person.identifiers().stream()
                .flatMap(it -> Stream.ofNullable(it.identifier()))
                .collect(Collectors.toSet());
        var words = Stream.concat(person.profileIds().stream().map(UUID::toString), telling(person).stream());
        return new Sought(identifiers, words.toList());
    }

    /** The person's values that tell who somebody is wherever they stand, in lower case. */
    public static List<String> telling(Person person) {
        return person.identifiers().stream()
                .filter(Person.Known::tells)
                .map(it -> Objects.requireNonNull(it.value()).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Any of the person's values, in whatever namespace. */
    public Mentions values() {
        return Mentions.of(identifiers.stream().map(Identifier::value).toList());
    }

    public Mentions wordsAlone() {
        return Mentions.of(words);
    }
}
