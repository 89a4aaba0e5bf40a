package org.akoma.protection.identity;

import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.FileShell;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Shows one masked value of a file for a moment. Each reading is journalled; the page from which a value is asked never holds it. */
@Controller
class RevealPages {

    private static final String BY_SCRIPT = "X-Reveal";

    private final FileShell shell;
    private final Identities identities;
    private final Formats words;

    RevealPages(FileShell shell, Identities identities, Formats words) {
        this.shell = shell;
        this.identities = identities;
        this.words = words;
    }

    @RecentFactor
    @PostMapping(path = "/cases/" + FileShell.CODE + "/reveal/alias", headers = BY_SCRIPT)
    ResponseEntity<String> aliasAlone(Actor actor, @PathVariable String code) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, java.nio.charset.StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(words.orUnknown(alias(actor, code)));
    }

    @RecentFactor
    @PostMapping("/cases/" + FileShell.CODE + "/reveal/alias")
    String aliasPage(Actor actor, @PathVariable String code, Model model) {
        model.addAttribute("value", words.orUnknown(alias(actor, code)));
        model.addAttribute("what", words.text("cases.alias"));
        model.addAttribute("back", "/cases/" + code);
        return "house/revealed";
    }

    private @Nullable String alias(Actor actor, String code) {
        return shell.find(actor, code)
                .filter(frame -> frame.holds(Section.IDENTITY))
                .flatMap(frame -> identities.reveal(actor, frame.file()))
                .map(held -> Optional.ofNullable(held.identity().alias()))
                .orElseThrow(PageRefusal::notFound)
                .orElse(null);
    }
}
