package io.jenkins.plugins.ecs.cloud;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the vendors' error codes tell of the request that they answer. Only codes that the vendors list stand here; of any other nobody knows whether the cloud
 * acts behind it.
 *
 * <p>Sources: the error code pages of the ECS and IMS API references (Huawei Cloud, Open Telekom Cloud), of API Gateway and of IAM, as read in 2026. The ECS table
 * says of itself that the HTTP status beside a code may be inaccurate, so the code decides before the status.
 */
final class ErrorCodes {

    /** Fewer requests are wanted: none of them was looked at. */
    private static final Set<String> FLOW_CONTROL =
            codes("APIGW 0308", "APIG 0308", "Common 0024 1503", "IAM 0012", "IMG 0187");

    /** Something else is under way; the request was not taken, and may come again. */
    private static final Set<String> BUSY = codes("Ecs 0603", "IMG 0010 0060");

    /** Trouble inside the cloud, told as if the request were wrong: whether the cloud goes on acting is open. */
    private static final Set<String> TROUBLE = codes(
            "Common 0001 0020 0021 0022 0025 0026 0999",
            "Ecs 0002 0101 0102 0202 0226 0301 0402 1000 1001 1002 1100 1300",
            "IMG 0014 0018 0023 0061 0137",
            "APIGW 0202 0203 0601 0613",
            "APIG 0202 0203 0601 0613");

    /** The request is wrong or not allowed: it was looked at and not accepted. */
    private static final Set<String> NOT_ACCEPTED = codes(
            "Common 0002 0011 0013 0018",
            "Ecs 0000 0003 0005 0007 0011 0021 0023 0025 0030 0031 0032 0048 0058 0066 0067 0068 0069 0070 0071 0073 0074"
                    + " 0090 0100 0105 0110 0114 0119 0120 0304 0314 0510 0605 0614 0704 0902 0912 7000",
            "Pdp 0001",
            "IAM 0001 0002 0003 0061 0062 0066 0067 0080 0081 0082 0083",
            "IMG 0002 0003 0004 0005 0006 0008 0009 0012 0013 0015 0022 0026 0027 0030 0043 0054 0062 0063 0076 0077 0078"
                    + " 0079 0080 0081 0086 0089 0090 0091 0092 0094 0098 0107 0110 0111 0115 0116 0119 0126 0128 0130"
                    + " 0135 0136 0139 0144 0153 0154 0155 0156 0164 0238 0239 0241 0242");

    private static final Set<String> NO_PERMISSION = codes("Ecs 0110", "Pdp 0001");
    private static final Set<String> NO_TOKEN = codes("Common 0013", "APIGW 0301 0307", "APIG 0301 0307");
    private static final Set<String> NO_JOB = codes("Common 0011");

    private static final Pattern OF_THE_GATEWAY = Pattern.compile("APIGW?\\.\\d{4}");
    private static final Pattern OF_A_SERVICE = Pattern.compile("[A-Za-z]+\\.\\d+");

    private ErrorCodes() {}

    static boolean asksForLess(CloudError error) {
        return error.httpStatus() == 429 || has(FLOW_CONTROL, error.code());
    }

    static boolean isBusy(CloudError error) {
        return has(BUSY, error.code());
    }

    static boolean isTrouble(CloudError error) {
        return has(TROUBLE, error.code()) || has(TROUBLE, error.outerCode());
    }

    /**
     * Whether it is known that nothing was begun: a listed code says so, the gateway refused to pass the request on, or the status leaves no doubt. 401, 403 and
     * 407 are decided before anybody acts, whatever code comes with them; the other statuses count only where no service's own code contradicts.
     */
    static boolean isNotAccepted(CloudError error) {
        if (has(NOT_ACCEPTED, error.code()) || has(NOT_ACCEPTED, error.outerCode())) {
            return true;
        }
        return switch (error.httpStatus()) {
            case 401, 403, 407 -> true;
            case 404, 405, 406, 411, 413, 414, 415, 431 -> !ofService(error.code());
            default -> error.httpStatus() >= 400 && error.httpStatus() < 500 && ofGateway(error.code());
        };
    }

    static boolean deniesPermission(CloudError error) {
        return error.httpStatus() == 403 || has(NO_PERMISSION, error.code());
    }

    static boolean deniesIdentity(CloudError error) {
        return error.httpStatus() == 401 || has(NO_TOKEN, error.code());
    }

    static boolean deniesExistence(CloudError error) {
        return error.httpStatus() == 404 || has(NO_JOB, error.code());
    }

    static boolean ofGateway(String code) {
        return code != null && OF_THE_GATEWAY.matcher(code).matches();
    }

    static boolean ofService(String code) {
        return code != null && OF_A_SERVICE.matcher(code).matches() && !ofGateway(code);
    }

    private static boolean has(Set<String> codes, String code) {
        return code != null && codes.contains(code);
    }

    private static Set<String> codes(String... services) {
        Set<String> all = new TreeSet<>();
        for (String service : services) {
            String[] parts = service.split(" ");
            Arrays.stream(parts).skip(1).forEach(number -> all.add(parts[0] + '.' + number));
        }
        return all;
    }
}
