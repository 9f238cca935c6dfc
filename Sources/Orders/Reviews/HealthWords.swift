/// Conditions, treatments and medicines that say something about the health of whoever writes: the commoner ones among
/// people with a health budget. Everyday words that rarely mean an illness ("pain", "blind", "tired") are left out: a
/// person reads every text anyway. Letters only, small; a plural with s is found as well.
enum HealthWords {
    static let all: [String] = conditions + medicines

    private static let conditions = lines(
        """
        acquired brain injury
        addiction
        adhd
        alcoholic
        alzheimer
        amputation
        amputee
        aneurysm
        anorexia
        anxiety
        arthritis
        asperger
        asthma
        autism
        autistic
        bedsore
        bipolar
        brain injury
        bulimia
        cancer
        catheter
        cerebral palsy
        chemotherapy
        chronic fatigue
        colostomy
        copd
        coronavirus
        covid
        crohn
        cystic fibrosis
        dementia
        depression
        depressive
        diabetes
        diabetic
        dialysis
        disability
        down syndrome
        duchenne
        dysphagia
        emphysema
        encephalitis
        epilepsy
        epileptic
        fibromyalgia
        haemophilia
        heart attack
        heart failure
        hemiplegia
        hepatitis
        hiv
        huntington
        hydrocephalus
        incontinence
        incontinent
        learning disabilities
        leukaemia
        lymphoma
        meningitis
        mental health
        mental illness
        motor neurone
        multiple sclerosis
        muscular dystrophy
        nasogastric
        neuropathy
        obesity
        osteoporosis
        ostomy
        palliative
        palsy
        paralysed
        paralysis
        paraplegia
        paraplegic
        parkinson
        pneumonia
        post traumatic stress
        pressure sore
        pressure ulcer
        psychosis
        psychotic
        ptsd
        quadriplegia
        radiotherapy
        relapse
        schizophrenia
        sclerosis
        seizure
        sepsis
        sickle cell
        spasticity
        spina bifida
        spinal injury
        spinal cord
        stoma
        stroke
        suicidal
        suicide
        terminally ill
        tetraplegia
        tetraplegic
        tourette
        tracheostomy
        tumour
        ventilator
        """)

    private static let medicines = lines(
        """
        amitriptyline
        antibiotic
        antidepressant
        antipsychotic
        apixaban
        aripiprazole
        baclofen
        botox
        carbamazepine
        citalopram
        clozapine
        codeine
        diazepam
        donepezil
        fentanyl
        fluoxetine
        furosemide
        gabapentin
        haloperidol
        insulin
        lamotrigine
        levetiracetam
        levodopa
        lithium
        lorazepam
        memantine
        methadone
        methotrexate
        methylphenidate
        midazolam
        mirtazapine
        morphine
        naproxen
        olanzapine
        omeprazole
        oxybutynin
        oxycodone
        prednisolone
        pregabalin
        propranolol
        quetiapine
        ramipril
        rifaximin
        risperidone
        rivaroxaban
        sertraline
        statin
        steroid
        tramadol
        valproate
        venlafaxine
        warfarin
        """)

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init)
    }
}
