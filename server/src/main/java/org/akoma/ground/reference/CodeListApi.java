package org.akoma.ground.reference;

import java.util.List;
import org.akoma.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/code-lists")
class CodeListApi {

    private final CodeLists lists;

    CodeListApi(CodeLists lists) {
        this.lists = lists;
    }

    record Summary(String name, String labelFr, String labelEn, int codes) {
        static Summary of(CodeList list) {
            return new Summary(
                    list.name(), list.labelFr(), list.labelEn(), list.codes().size());
        }
    }

    record Entry(
            String code,
            String labelFr,
            String labelEn,
            @Nullable String htcds) {}

    record View(String name, String labelFr, String labelEn, String source, List<Entry> codes) {
        static View of(CodeList list) {
            List<Entry> codes = list.codes().stream()
                    .map(c -> new Entry(c.code(), c.labelFr(), c.labelEn(), c.htcds()))
                    .toList();
            return new View(list.name(), list.labelFr(), list.labelEn(), list.source(), codes);
        }
    }

    record Items(List<Summary> items) {}

    @GetMapping
    Items all() {
        return new Items(lists.all().stream().map(Summary::of).toList());
    }

    @GetMapping("/{name}")
    ResponseEntity<View> show(@PathVariable String name) {
        CodeList list = lists.findList(name).orElse(null);
        return list == null ? Problem.notFound() : ResponseEntity.ok(View.of(list));
    }
}
