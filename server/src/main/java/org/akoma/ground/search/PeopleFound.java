package org.akoma.ground.search;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.ground.people.CalledPeople;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Colleagues of one's own side, and the structures that the directory does not show: their records lie on the floor below the pages. */
@Component
@Order(800)
class PeopleFound implements Finder {

    private final People people;
    private final CalledPeople names;
    private final Organisations organisations;
    private final Formats words;
    private final Names called;

    PeopleFound(People people, CalledPeople names, Organisations organisations, Formats words, Names called) {
        this.names = names;
        this.called = called;
        this.people = people;
        this.organisations = organisations;
        this.words = words;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        return Stream.concat(
                        FoundGroup.of("people", people(actor, text)).stream(),
                        FoundGroup.of("structures", structures(actor, text)).stream())
                .toList();
    }

    private List<FoundGroup.Hit> people(Actor actor, SearchText text) {
        List<Person> exact = Stream.concat(Stream.of(text.plain()), text.codes().stream())
                .map(code -> people.find(code).orElse(null))
                .filter(Objects::nonNull)
                .filter(one -> one.compartment() == actor.compartment() || actor.may(Verb.PEOPLE_READ))
                .distinct()
                .toList();
        List<String> written = names.named(actor, text::isWithin);
        Stream<Person> named = (written.isEmpty() ? names.named(actor, text::isAlike) : written)
                .stream()
                        .limit(FoundGroup.MOST)
                        .map(code -> people.find(code).orElse(null))
                        .filter(Objects::nonNull)
                        .filter(one -> !exact.contains(one));
        return Stream.concat(exact.stream().map(one -> hit(actor, one, true)), named.map(one -> hit(actor, one, false)))
                .toList();
    }

    private FoundGroup.Hit hit(Actor actor, Person one, boolean exact) {
        String name = names.find(actor, one.code())
                .map(called -> called.name() + ", ")
                .orElse("");
        boolean hidden = actor.isOutside() && !one.id().equals(actor.personId());
        String roles = hidden
                ? ""
                : String.join(
                        ", ",
                        one.roles().stream()
                                .sorted()
                                .map(role -> words.code("role", role))
                                .toList());
        return new FoundGroup.Hit(
                one.code(),
                actor.may(Verb.PEOPLE_READ) ? "/people/" + one.username() : "/colleagues/" + one.code(),
                name + (roles.isEmpty() ? "" : roles + ", ") + called.structure(one.organisation()),
                exact);
    }

    private List<FoundGroup.Hit> structures(Actor actor, SearchText text) {
        boolean hasDirectory = actor.may(Verb.DIRECTORY_READ);
        return organisations.all().stream()
                .filter(one -> !hasDirectory || one.kind() == Organisation.Kind.LAW_ENFORCEMENT)
                .map(one -> structure(one, text))
                .filter(Objects::nonNull)
                .toList();
    }

    private FoundGroup.@Nullable Hit structure(Organisation one, SearchText text) {
        boolean exact = text.means(one.code());
        return exact || text.isWithin(one.code(), one.label(), one.labelEn())
                ? new FoundGroup.Hit(one.code(), "/organisations/" + one.code(), called.name(one.code()), exact)
                : null;
    }
}
