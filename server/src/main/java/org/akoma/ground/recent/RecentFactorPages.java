package org.akoma.ground.recent;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** The question for the code in place of a page that shows what is masked. A form that was on its way goes on with all that it brought. */
@Controller
class RecentFactorPages {

    static final String HERE = "/account/again";

    private static final String TO = "to";
    private static final Pattern PAGE_OF_A_FILE =
            Pattern.compile("/cases/[A-Za-z0-9/-]{1,200}([?][A-Za-z0-9=&.-]{0,200})?");

    private final FactorAgain factor;
    private final FactorAgain.ByDevice device;
    private final Forms forms;

    RecentFactorPages(FactorAgain factor, FactorAgain.ByDevice device, Forms forms) {
        this.factor = factor;
        this.device = device;
        this.forms = forms;
    }

    /** Reached instead of another page, or by its own form when that page is one to read. */
    @RequestMapping(
            path = HERE,
            method = {RequestMethod.GET, RequestMethod.POST})
    String ask(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        boolean posted = request.getMethod().equals("POST");
        if (request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String asked) {
            Object wrong = request.getAttribute(RecentFactors.WRONG);
            return posted
                    ? page(actor, asked, brought(request), (FieldError) wrong, request, response, model)
                    : page(
                            actor,
                            HERE,
                            Map.of(TO, List.of(address(asked, request.getQueryString()))),
                            null,
                            request,
                            response,
                            model);
        }
        String to = request.getParameter(TO);
        if (to == null || !PAGE_OF_A_FILE.matcher(to).matches()) return "redirect:/account";
        FieldError wrong = posted ? shown(actor, factor, device, request, response) : null;
        return posted && wrong == null
                ? "redirect:" + to
                : page(actor, HERE, Map.of(TO, List.of(to)), wrong, request, response, model);
    }

    /** By a device or by the six digits. */
    static @Nullable FieldError shown(
            Actor actor,
            FactorAgain factor,
            FactorAgain.ByDevice device,
            HttpServletRequest request,
            HttpServletResponse response) {
        String sent = request.getParameter(FactorAgain.ByDevice.SENT);
        return sent == null || sent.isEmpty()
                ? factor.showStill(actor, request.getParameter(FactorAgain.FIELD))
                : device.show(actor, sent, request, response);
    }

    private static String address(String path, @Nullable String query) {
        return query == null ? path : path + "?" + query;
    }

    /** All that was sent, so that nothing typed is lost: a field may have several values. */
    private static Map<String, List<String>> brought(HttpServletRequest request) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.startsWith("_") && !name.equals(FactorAgain.FIELD) && !name.equals(FactorAgain.ByDevice.SENT))
                fields.put(name, List.of(values));
        });
        return fields;
    }

    private String page(
            Actor actor,
            String action,
            Map<String, List<String>> fields,
            @Nullable FieldError wrong,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        PostedForm.nothing(model);
        if (wrong != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("errors", List.of(wrong));
        }
        model.addAttribute("byDevice", device.host(actor, request));
        model.addAttribute("ask", forms.view(FactorAgain.Show.class));
        model.addAttribute("action", action);
        model.addAttribute("brought", fields);
        return "recent/again";
    }
}
