package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.akoma.SqlAs;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.reference.PublishedValue;
import org.junit.jupiter.api.Test;

/** Persons screened as they are decided upon, counted, and compared with what was published. */
class FiguresIT extends PersonsScene {

    @Test
    void interceptedIsNotVictim() {
        Screened child = screened(officer);
        assertThat(child.status()).isEqualTo(ScreeningStatus.SCREENED);
        assertThat(child.victimRef()).isNull();
        Slip slip = written(1);
        Screened presumed = ((DecideScreening.Result.Decided)
                        screenings.decide(officer, decision(child, ScreeningStatus.PRESUMED_VICTIM, slip.number())))
                .person();
        assertThat(presumed.victimRef()).isEqualTo("LE-V-01");
        assertThat(presumed.slip()).isEqualTo(slip.number());
        assertThat(screenings.decide(officer, decision(child, ScreeningStatus.CONFIRMED_VICTIM, null)))
                .isEqualTo(new DecideScreening.Result.Forbidden());
        Screened confirmed = ((DecideScreening.Result.Decided)
                        screenings.decide(coordinator, decision(child, ScreeningStatus.CONFIRMED_VICTIM, null)))
                .person();
        assertThat(confirmed.decisions())
                .extracting(Screened.Decision::by)
                .containsExactly(officer.code(), coordinator.code());
        Screened second = screened(officer);
        assertThat(second.code()).isEqualTo("P-002");
        assertThat(screenings.decide(officer, decision(second, ScreeningStatus.PRESUMED_VICTIM, slip.number())))
                .isEqualTo(new DecideScreening.Result.NoSuchSlip());
        assertThat(screenings.decide(coordinator, decision(second, ScreeningStatus.CONFIRMED_VICTIM, null)))
                .isEqualTo(new DecideScreening.Result.NotPossible(ScreeningStatus.SCREENED));
    }

    @Test
    void publishedFiguresStandBesideTheRecords() {
        PublishedValue more = PublishedValue.parse("plus de 48").orElseThrow();
        AddFigure children = new AddFigure(operation.code(), "INTERPOL", null, Measure.CHILDREN, more, "Enfants");
        figures.add(coordinator, children);
        assertThat(figures.add(coordinator, children)).isEqualTo(new AddFigure.Result.AlreadyThere());
        figures.add(
                coordinator,
                new AddFigure(
                        operation.code(),
                        "INTERPOL",
                        null,
                        Measure.OFFICERS,
                        PublishedValue.parse("près de 200").orElseThrow(),
                        null));
        Reconciled reconciled = figures.reconciled(officer, operation.code()).orElseThrow();
        assertThat(reconciled.recorded()).containsEntry(Measure.CHILDREN, 0).containsEntry(Measure.OFFICERS, 197);
        assertThat(reconciled.lines()).extracting(Reconciled.Line::difference).containsExactly(-49, 0);
        assertThat(figures.reconciled(outsider, operation.code())).isEmpty();
    }

    @Test
    void figuresAreForThoseWhoMaySeeNoRecord() throws SQLException {
        Screened child = screened(officer);
        Slip slip = written(1);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        screenings.decide(officer, decision(child, ScreeningStatus.PRESUMED_VICTIM, slip.number()));
        screenings.decide(coordinator, decision(child, ScreeningStatus.CONFIRMED_VICTIM, null));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        Actor observer = actor(person(Role.OBSERVER, ngo));
        for (Actor reader : List.of(manager, observer, coordinator))
            assertThat(figures.report(reader, clock.instant()))
                    .as("it still runs")
                    .extracting(OperationFigures::code)
                    .doesNotContain(operation.code());
        assertThat(sql(
                        Compartment.STATISTICS,
                        null,
                        "select count(*) from operations.report_operation(now(), 24) where code = '" + operation.code()
                                + "'"))
                .isEqualTo("0");
        over();
        OperationFigures exact = of(figures.report(manager, clock.instant()));
        assertThat(exact.screened()).isEqualTo(1);
        assertThat(exact.victims()).isEqualTo(1);
        assertThat(exact.slips()).isEqualTo(1);
        assertThat(exact.slipsInTime()).isEqualTo(1);
        assertThat(of(figures.report(observer, clock.instant())).victims()).isNull();
        assertThat(of(figures.report(coordinator, clock.instant()))).isEqualTo(exact);
        assertThat(figures.report(worker, clock.instant())).isEmpty();
        assertThat(figures.report(manager, Instant.parse("2015-11-01T00:00:00Z")))
                .extracting(OperationFigures::code)
                .doesNotContain(operation.code());
    }

    /** What the public reads holds a name of a source and a number, and no sentence, by straight SQL neither. */
    @Test
    void aPublishedFigureIsANumber() {
        String insert = "insert into operations.figure (id, operation_id, source, measure, value_text, low, high)"
                + " values (gen_random_uuid(), '" + operation.id() + "', '%s', 'CHILDREN', '%s', 3, 3)";
        assertThatThrownBy(
                        () -> SqlAs.change(coordinator, clock.instant(), insert.formatted("AFP", "3 filles de Bardot")))
                .hasMessageContaining("figure_value");
        for (String lines : List.of("3\n4 children", "3 4 children"))
            assertThatThrownBy(() -> SqlAs.change(coordinator, clock.instant(), insert.formatted("AFP", lines)))
                    .as(lines)
                    .hasMessageContaining("figure_value");
        assertThatThrownBy(() ->
                        SqlAs.change(coordinator, clock.instant(), insert.formatted("Plantation de Kouassi", "3")))
                .hasMessageContaining("figure_source");
    }

    private OperationFigures of(List<OperationFigures> all) {
        return all.stream()
                .filter(one -> one.code().equals(operation.code()))
                .findFirst()
                .orElseThrow();
    }
}
