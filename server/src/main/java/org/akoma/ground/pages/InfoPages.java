package org.akoma.ground.pages;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages behind the footer, open to everybody. */
@Controller
@EnableConfigurationProperties(Contacts.class)
class InfoPages {

    private final Contacts contacts;

    InfoPages(Contacts contacts) {
        this.contacts = contacts;
    }

    @GetMapping("/help")
    String help(Model model) {
        return page(model, "help");
    }

    @GetMapping("/report")
    String report(Model model) {
        return page(model, "report");
    }

    @GetMapping("/your-data")
    String yourData(Model model) {
        return page(model, "your-data");
    }

    @GetMapping("/accessibility")
    String accessibility(Model model) {
        return page(model, "accessibility");
    }

    private String page(Model model, String name) {
        model.addAttribute("contacts", contacts);
        return "house/" + name;
    }
}
