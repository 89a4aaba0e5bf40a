package org.akoma.exchange.htcds;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.akoma.exchange.spreadsheets.UnmappedValues;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.reference.Code;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.HtcdsField;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The page of the imported values for which the file has no field, so that those who work on the file see all that was sent. */
@Controller
class CarriedPages {

    private static final String COUNTRY = "country";

    private final CaseWork work;
    private final CarriedStore store;
    private final RowAnswerStore answers;
    private final FileShell shell;
    private final CodeLists lists;

    CarriedPages(CaseWork work, CarriedStore store, RowAnswerStore answers, FileShell shell, CodeLists lists) {
        this.work = work;
        this.store = store;
        this.answers = answers;
        this.shell = shell;
        this.lists = lists;
    }

    @GetMapping("/cases/" + FileShell.CODE + "/carried")
    String show(Actor actor, @PathVariable String code, Locale locale, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        Came came = read(actor, frame.code()).orElseThrow(PageRefusal::notFound);
        UnmappedValues carried = came.row();
        model.addAttribute("otherIds", came.otherIds());
        model.addAttribute("caseId", carried.caseId());
        model.addAttribute("known", inWords(carried, locale));
        model.addAttribute("unknown", new TreeMap<>(carried.unknown()));
        return "htcds/carried";
    }

    @GetMapping("/api/v1/cases/{code}/carried")
    @ResponseBody
    ResponseEntity<View> json(Actor actor, @PathVariable String code) {
        Optional<View> found = read(actor, code).map(View::of);
        return found.isEmpty() ? org.akoma.Problem.notFound() : ResponseEntity.ok(found.get());
    }

    /**
     * What came with imports.
     *
     * @param row of which the file was made; nothing where it was registered otherwise
     * @param otherIds of the case, from rows that were said to be of this child
     */
    private record Came(UnmappedValues row, List<String> otherIds) {
        boolean isEmpty() {
            return row.isEmpty() && otherIds.isEmpty();
        }
    }

    record View(
            @Nullable String caseId,
            List<String> otherIds,
            Map<String, List<String>> values,
            Map<String, String> unknown) {
        static View of(Came came) {
            return new View(
                    came.row().caseId(),
                    came.otherIds(),
                    came.row().values(),
                    came.row().unknown());
        }
    }

    private Optional<Came> read(Actor actor, String code) {
        return work.open(
                        actor,
                        code,
                        Section.IDENTITY,
                        "exchange.carried-read",
                        file -> new Came(
                                store.find(file.id()).orElse(UnmappedValues.NOTHING), answers.caseIds(file.id())))
                .filter(came -> !came.isEmpty());
    }

    /** In the order of the standard; codes by their labels. */
    private Map<String, String> inWords(UnmappedValues carried, Locale locale) {
        List<HtcdsField> order = lists.htcdsFields();
        Map<String, String> shown = new LinkedHashMap<>();
        carried.values().keySet().stream()
                .filter(name -> !name.equals(AkomaColumn.COUNTRY.header()))
                .sorted(Comparator.comparing((String name) ->
                                lists.findHtcdsField(name).map(order::indexOf).orElse(Integer.MAX_VALUE))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(name -> {
                    Optional<HtcdsField> field = lists.findHtcdsField(name);
                    List<String> values = carried.values().getOrDefault(name, List.of());
                    shown.put(
                            field.map(one -> one.label(locale)).orElse(name),
                            String.join(
                                    ", ",
                                    values.stream()
                                            .map(value -> field.map(one -> label(one, value, locale))
                                                    .orElse(value))
                                            .toList()));
                });
        return shown;
    }

    private String label(HtcdsField field, String value, Locale locale) {
        return field.codes().stream()
                .filter(code -> code.code().equals(value))
                .map(code -> code.label(locale))
                .findFirst()
                .or(() -> lists.find(COUNTRY, value)
                        .filter(code -> String.valueOf(field.external()).contains("3166"))
                        .map((Code code) -> code.label(locale)))
                .orElse(value);
    }
}
