package org.akoma.programme.training;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.akoma.exchange.spreadsheets.Choices;
import org.akoma.exchange.spreadsheets.PeopleList;
import org.akoma.exchange.spreadsheets.PeopleLists;
import org.akoma.ground.access.Actor;
import org.akoma.ground.reference.CodeLists;
import org.springframework.stereotype.Component;

/** Enrolment from a file: profession and, where they are known, name, structure, sex and account. */
@Component
class EnrolmentLists {

    private static final String PROFESSIONS = "training-profession";
    private static final String SEXES = "sex";

    private final TrainingSessions sessions;
    private final PeopleLists lists;
    private final List<PeopleList.Column> columns;

    EnrolmentLists(TrainingSessions sessions, PeopleLists lists, CodeLists codes) {
        this.sessions = sessions;
        this.lists = lists;
        columns = List.of(
                PeopleList.Column.text("name", "nom", "nom et prénom", "full name"),
                PeopleList.Column.text("structure", "organisation", "organization", "service"),
                new PeopleList.Column(
                        "profession",
                        true,
                        List.of("fonction", "function", "métier"),
                        PROFESSIONS,
                        choices(codes, PROFESSIONS)),
                new PeopleList.Column("sex", false, List.of("sexe"), SEXES, choices(codes, SEXES)),
                PeopleList.Column.text("account", "compte", "compte akoma", "akoma account"));
    }

    private static Choices choices(CodeLists codes, String list) {
        Choices choices = new Choices();
        for (String code : codes.codesOf(list))
            choices.add(code, codes.label(list, code, Locale.FRENCH), codes.label(list, code, Locale.ENGLISH));
        return choices;
    }

    List<PeopleList.Column> columns() {
        return columns;
    }

    PeopleList tried(Actor actor, TrainingSession into, PeopleList list) {
        return lists.tried(
                actor, into.code(), list, EnrolmentLists::enrol, one -> sessions.enrol(actor, into.code(), one));
    }

    PeopleList saved(Actor actor, TrainingSession into, PeopleList list) {
        return lists.done(
                actor, into.code(), list, EnrolmentLists::enrol, one -> sessions.enrol(actor, into.code(), one));
    }

    private static EnrolParticipant enrol(UUID id, PeopleList.Line line) {
        return new EnrolParticipant(
                id,
                new ParticipantDetails(
                        line.of("name"),
                        line.of("structure"),
                        Profession.valueOf(Objects.requireNonNull(line.of("profession"))),
                        Objects.requireNonNullElse(line.of("sex"), "U"),
                        line.of("account")));
    }
}
