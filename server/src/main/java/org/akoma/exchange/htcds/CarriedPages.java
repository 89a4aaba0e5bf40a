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
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** The page of the imported values for which the file has no field, so that those who work on the file see all that was sent. */
@Controller
class CarriedPages {

    private static final String COUNTRY = "country";

    private final CaseWork work;
    private final CarriedStore store;
    private final FileShell shell;
    private final CodeLists lists;

    CarriedPages(CaseWork work, CarriedStore store, FileShell shell, CodeLists lists) {
        this.work = work;
        this.store = store;
        this.shell = shell;
        this.lists = lists;
    }

    @GetMapping("/cases/" + FileShell.CODE + "/carried")
    String show(Actor actor, @PathVariable String code, Locale locale, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        UnmappedValues carried =
                read(actor, frame.code()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("caseId", carried.caseId());
        model.addAttribute("known", inWords(carried, locale));
        model.addAttribute("unknown", new TreeMap<>(carried.unknown()));
        return "htcds/carried";
    }

    @GetMapping("/api/v1/cases/{code}/carried")
    @ResponseBody
    ResponseEntity<UnmappedValues> json(Actor actor, @PathVariable String code) {
        Optional<UnmappedValues> found = read(actor, code);
        return found.isEmpty() ? org.akoma.Problem.notFound() : ResponseEntity.ok(found.get());
    }

    private Optional<UnmappedValues> read(Actor actor, String code) {
        return work.open(actor, code, Section.IDENTITY, "exchange.carried-read", file -> store.find(file.id()))
                .flatMap(found -> found);
    }

    /** In the order of the standard; codes by their labels. */
    private Map<String, String> inWords(UnmappedValues carried, Locale locale) {
        List<HtcdsField> order = lists.htcdsFields();
        Map<String, String> shown = new LinkedHashMap<>();
        carried.values().keySet().stream()
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
