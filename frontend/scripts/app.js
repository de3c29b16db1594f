// Every page works without any of this. One module a component; each looks for its own attributes.
import { setUpBusyButtons } from "./busy.js";
import { setUpCopying } from "./copy.js";
import { setUpCountdowns } from "./countdown.js";
import { setUpDrafts } from "./draft-loader.js";
import { setUpErrorSummary } from "./error-summary.js";
import { setUpNumbers } from "./number.js";
import { setUpOtp } from "./otp.js";
import { setUpPasswords } from "./password.js";
import { setUpPhotos } from "./photo.js";
import { setUpPills } from "./pills.js";
import { setUpRefresh } from "./refresh.js";
import { setUpScanButtons } from "./scan-button.js";
import { setUpSheets } from "./sheet.js";
import { setUpSignOut } from "./sign-out.js";
import { setUpSms } from "./sms.js";
import { setUpToasts } from "./toast.js";

// The browser must not offer to install before anything has succeeded; home-screen.js does, where it is time.
addEventListener("beforeinstallprompt", (event) => event.preventDefault());

for (const setUp of [
  setUpErrorSummary,
  setUpBusyButtons,
  setUpDrafts,
  setUpSignOut,
  setUpOtp,
  setUpSms,
  setUpPhotos,
  setUpNumbers,
  setUpPasswords,
  setUpCountdowns,
  setUpCopying,
  setUpScanButtons,
  setUpSheets,
  setUpToasts,
  setUpPills,
  setUpRefresh,
]) {
  // One component that an old browser cannot run must not stop the others.
  try {
    setUp();
  } catch (error) {
    console.error(error);
  }
}
