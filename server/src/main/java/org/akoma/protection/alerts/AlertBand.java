package org.akoma.protection.alerts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.pages.Contacts;
import org.akoma.ground.people.CalledPeople;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileDangers;
import org.akoma.protection.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The danger that runs on a file, for the head of its pages. */
@Component
class AlertBand implements FileDangers {

    private final AlertBandStore store;
    private final People people;
    private final CalledPeople called;
    private final Organisations organisations;
    private final Directory directory;
    private final Contacts contacts;
    private final Policies policies;

    AlertBand(
            AlertBandStore store,
            People people,
            CalledPeople called,
            Organisations organisations,
            Directory directory,
            Contacts contacts,
            Policies policies) {
        this.policies = policies;
        this.store = store;
        this.people = people;
        this.called = called;
        this.organisations = organisations;
        this.directory = directory;
        this.contacts = contacts;
    }

    @Override
    public Call whomToCall(CaseFile file) {
        Optional<Person> supervisor = Optional.ofNullable(file.supervisorId()).flatMap(people::find);
        UUID structure = supervisor.map(Person::organisationId).orElse(file.organisationId());
        UUID reader = store.reader();
        // where the child is, as far as the reader knows it, else where the structure is
        Optional<String> country = store.country(file.id(), structure);
        return new Call(
                toCall(people.find(file.workerId()), reader),
                toCall(supervisor, reader),
                organisations.code(structure).orElseThrow(),
                directory.telephone(structure).orElse(null),
                country.flatMap(contacts::in).orElse(null),
                country.map(policies::emergencyNumbers).orElse(Map.of()),
                country.orElse(null));
    }

    private @Nullable Called toCall(Optional<Person> person, UUID reader) {
        return person.filter(one -> !one.id().equals(reader))
                .map(one -> new Called(one.code(), own(one)))
                .orElse(null);
    }

    private @Nullable Own own(Person person) {
        return called.number(person.code())
                .map(one -> new Own(one.telephone(), one.changedAt(), one.former()))
                .orElse(null);
    }

    @Override
    public List<Danger> on(UUID file) {
        return store.dangers(file);
    }

    @Override
    public boolean isHighProposed(UUID file) {
        return store.isHighProposed(file);
    }

    @Override
    public List<Danger> whereItSleeps(UUID file) {
        return store.whereItSleeps(file);
    }

    @Override
    public Map<UUID, Danger> whereTheySleep(Collection<UUID> files) {
        return store.whereTheySleep(files);
    }
}
