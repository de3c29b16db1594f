async function i(){if(document.visibilityState==="visible")try{await navigator.wakeLock.request("screen")}catch{}}"wakeLock"in navigator&&(document.addEventListener("visibilitychange",i),i());
