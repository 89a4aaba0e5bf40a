package org.akoma.protection.shelters;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.CaseWork;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The shelters that one sees, as a file: code, country, rules and places. Where they are is in no list and in no file ({@code requirements.md 8.4}). */
@Controller
class ShelterFiles {

    private static final List<Column<Shelter>> COLUMNS = List.of(
            Column.of("cases.shelters.code", Shelter::code),
            Column.code("cases.shelters.country", "country", Shelter::country),
            Column.code("cases.shelters.rule", "shelter-sex-rule", Shelter::sexRule),
            Column.of("cases.shelters.from-age", Shelter::leastAge),
            Column.of("cases.shelters.to-age", Shelter::mostAge),
            Column.of("cases.shelters.occupied", Shelter::occupied),
            Column.of("cases.shelters.capacity", Shelter::capacity),
            Column.of("cases.shelters.closed-on", Shelter::closedOn));

    private static final List<Column<ShelterFigure>> FIGURES = List.of(
            Column.of("cases.shelters.code", ShelterFigure::code),
            Column.code("cases.shelters.country", "country", ShelterFigure::country),
            Column.of("cases.shelters.occupied", ShelterFigure::occupied),
            Column.of("cases.shelters.capacity", ShelterFigure::capacity));

    private final Shelters shelters;
    private final CaseWork work;
    private final ListExport export;

    ShelterFiles(Shelters shelters, CaseWork work, ListExport export) {
        this.shelters = shelters;
        this.work = work;
        this.export = export;
    }

    @PastDays
    @GetMapping({"/shelters/file", "/api/v1/shelters/file"})
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        TableFormat wanted = TableFormat.of(form.typed("format")).orElse(TableFormat.CSV);
        LocalDate asOf = form.pastDay("asOf", work.today());
        if (!form.isSound()) return Problem.of(form.errors());
        LocalDate day = asOf == null ? work.today() : asOf;
        if (actor.may(Verb.SHELTER_READ))
            return export.send(
                    actor, Verb.EXPORT_PSEUDONYMOUS, "shelters", wanted, COLUMNS, most -> shelters.of(actor, day));
        if (!actor.may(Verb.SHELTER_FIGURES)) throw PageRefusal.notFound();
        return export.send(
                actor, Verb.EXPORT_PSEUDONYMOUS, "shelters", wanted, FIGURES, most -> shelters.figures(actor, day));
    }
}
